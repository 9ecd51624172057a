import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Candles, newCandles } from "../../lib/core/market/candles";

const candleFolder = join(process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../shared/data"), "candles");

/** Files of a folder of the shared candles; none where they are absent. */
export const realFiles = (folder: string): readonly string[] =>
  existsSync(join(candleFolder, folder)) ? readdirSync(join(candleFolder, folder)).sort() : [];

/** Rows of such a file as cells, the header apart. */
export function readCells(path: string): { readonly header: readonly string[]; readonly rows: readonly string[][] } {
  const [header = "", ...lines] = readFileSync(join(candleFolder, path), "utf8").trim().split(/\r?\n/);
  return { header: header.split(","), rows: lines.map((line) => line.split(",")) };
}

/** Candles of a file with the columns timestamp, open, high, low, close, volume, as they stand there. */
export function readReal(path: string): Candles {
  const { rows } = readCells(path);
  const candles = newCandles(rows.length);
  for (const [at, [time = "", open, high, low, close, volume]] of rows.entries()) {
    candles.time[at] = Date.parse(time.length > 10 ? `${time.replace(" ", "T")}Z` : `${time}T00:00:00Z`);
    candles.open[at] = Number(open);
    candles.high[at] = Number(high);
    candles.low[at] = Number(low);
    candles.close[at] = Number(close);
    candles.volume[at] = Number(volume);
  }
  return candles;
}
