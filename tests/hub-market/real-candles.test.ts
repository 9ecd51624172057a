import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createLinxySource } from "../../lib/adapters/hf-datasets/create-linxy-source";
import { timeframes } from "../../lib/contracts/market";
import { marketKit, seriesOf } from "./kit";

const kit = marketKit();
const folder = join(process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../shared/data"), "candles");
const NAME = /^([A-Z]+)USDT_(\w+)\.csv$/;

/** A few of each kind, unless all are wanted (they take two minutes). */
const most = process.env.ALL_CANDLES === undefined ? 2 : Number.POSITIVE_INFINITY;
const kinds = ["klines_12col", "exchange_1d", "exchange_4h", ...(most === 2 ? [] : ["exchange_1h"])];

/** Tables under the names that the dataset has, by name without its ending. */
const tables = Object.fromEntries(
  kinds
    .filter((name) => existsSync(join(folder, name)))
    .flatMap((name) =>
      readdirSync(join(folder, name))
        .filter((file) => NAME.test(file))
        .slice(0, most)
        .map((file) => join(name, file)),
    )
    .map((path) => [(path.split(/[\\/]/).at(-1) ?? "").slice(0, -4), () => readFileSync(join(folder, path), "utf8")]),
);

it.skipIf(Object.keys(tables).length === 0)(
  "real candles are the same in both layouts, and as another reading has them",
  { timeout: 300_000 },
  async () => {
    const [moved, flat] = [
      await kit.double({ candles: "parquet", ownCandles: tables }),
      await kit.double({ candles: "csv", ownCandles: tables }),
    ].map((double, at) => createLinxySource(kit.open(double, { dataDir: join(kit.dir(), String(at)) })));
    let rows = 0;
    for (const [name, text] of Object.entries(tables)) {
      const [, symbol = "", own] = NAME.exec(`${name}.csv`) ?? [];
      const timeframe = timeframes.find((one) => one === own);
      if (moved === undefined || flat === undefined || timeframe === undefined) throw new Error(name);
      const [a, b] = [await seriesOf(moved, { symbol, timeframe }), await seriesOf(flat, { symbol, timeframe })];
      expect(a.candles, name).toEqual(b.candles);
      expect(a.report, name).toEqual(b.report);
      expect([a.report.timeframe, a.origin.path?.endsWith(".parquet")]).toEqual([timeframe, true]);
      const lines = text()
        .trim()
        .split(/\r?\n/)
        .slice(1)
        .map((line) => line.split(","));
      const timeOf = (cell = "") => Date.parse(`${cell.trim().slice(0, 19).replace(" ", "T")}Z`);
      const read = lines.map((cells) => [timeOf(cells[0]), Number(cells[4])] as const);
      const closes = new Map(read.filter(([at]) => !Number.isNaN(at)));
      expect(a.report.rows, name).toBe(lines.length);
      expect(a.candles.time[0], name).toBe(Math.min(...closes.keys()));
      expect([...a.candles.time].every((at, place) => closes.get(at) === a.candles.close[place])).toBe(true);
      const { duplicates, impossible, unclosed, unreadable } = a.report.removed;
      expect(a.report.candles + duplicates + impossible + unclosed + unreadable, name).toBe(lines.length);
      rows += lines.length;
    }
    console.log(`${Object.keys(tables).length} real files of ${rows} rows: equal from Parquet and CSV`);
  },
);
