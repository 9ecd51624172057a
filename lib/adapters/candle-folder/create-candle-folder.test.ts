import { existsSync } from "node:fs";
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Outcome } from "../../core/failure";
import type { CandleSource, Series } from "../../core/market/candle-source";
import { createSeriesCache } from "../../core/market/create-series-cache";
import { createCandleFiles } from "../duckdb/create-candle-files";
import { createCandleFolder } from "./create-candle-folder";

const real = join(process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../../shared/data"), "candles");
const files = createCandleFiles();
const { signal } = new AbortController();
const wall = Date.UTC(2026, 5, 1);
let now = 0;
let base = "";
let dir = "";

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "candle-folder-"));
  dir = join(base, "own");
  await mkdir(dir);
});
afterEach(() => rm(base, { recursive: true, force: true }));
afterAll(() => files.close());

const open = (from = dir, dataDir = join(base, "data")): CandleSource =>
  createCandleFolder({
    dir: from,
    dataDir,
    files,
    cache: createSeriesCache(),
    clock: { now: () => now, wall: () => wall },
  });

const day = 86_400_000;
const hour = 3_600_000;
const csv = (from: number, count: number, { price = 100, step = day } = {}): string =>
  [
    "timestamp,open,high,low,close,volume",
    ...Array.from({ length: count }, (_, i) => {
      const value = price + i;
      return `${new Date(from + i * step).toISOString()},${value},${value + 2},${value - 1},${value + 1},10`;
    }),
  ].join("\n");

const read = (source: CandleSource, symbol: string, timeframe: "1h" | "4h" | "1d" | "1w" = "1d") =>
  source.read({ symbol, timeframe, from: null, signal: new AbortController().signal });
const seriesOf = (outcome: Outcome<Series | null>): Series => {
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.detail}`);
  if (outcome.value === null) throw new Error("no such series");
  return outcome.value;
};
const write = (path: string, text: string): Promise<void> => writeFile(join(dir, path), text);
const later = (ms: number): void => {
  now += ms;
};

describe("a folder of one's own", () => {
  test("names of files and folders, and columns, say what is there", async () => {
    await mkdir(join(dir, "SOLUSDT"));
    await write("BTCUSDT_1d.csv", csv(Date.UTC(2025, 0), 50));
    await write("eth_1h_data_2018_to_2025.csv", csv(Date.UTC(2025, 0), 50, { step: hour }));
    await write("SOLUSDT/SOLUSDT_1d.csv", csv(Date.UTC(2025, 0), 50));
    await write("xrp_raw.csv", csv(Date.UTC(2025, 0), 50));
    const markets = csv(Date.UTC(2025, 0), 30).split("\n").slice(1);
    await write(
      "candles.csv",
      [
        "market,date,open,high,low,close,volume",
        ...["ADA-USD", "DOT-USD"].flatMap((market) => markets.map((line) => `${market},${line}`)),
      ].join("\n"),
    );
    const source = open();
    expect(source.look().state).toBe("not_asked_yet");
    const listed = await source.listings(signal);
    expect(listed).toMatchObject({ ok: true });
    const bySymbol = Object.fromEntries(
      (listed.ok ? listed.value : []).map(({ symbol, timeframes }) => [symbol, timeframes]),
    );
    expect(bySymbol).toEqual({ ADA: ["1d"], BTC: ["1d"], DOT: ["1d"], ETH: ["1h"], SOL: ["1d"], XRP: ["1d"] });
    expect(source.known()).toHaveLength(6);
    const dot = seriesOf(await read(source, "DOT"));
    expect(dot.candles.time.length).toBe(30);
    expect(dot.origin).toMatchObject({ path: "candles.csv", sample: false, fetchedAt: null });
    const eth = seriesOf(await read(source, "ETH", "4h"));
    expect([eth.report.timeframe, eth.candles.time.length, eth.candles.volume[0]]).toEqual(["1h", 12, 40]);
    expect(await read(source, "ETH", "1w")).toMatchObject({ ok: true });
    expect(await read(source, "BTC", "1h")).toEqual({ ok: true, value: null });
    expect(await read(source, "NONE")).toEqual({ ok: true, value: null });
    expect(source.look()).toMatchObject({ state: "ready", refused: [], filesKept: 4, firstCandle: Date.UTC(2025, 0) });
  });

  test.for([
    "BTC_EUR_1d.csv",
    "BTC-EUR_1d.csv",
    "ETH_BTC_1d.csv",
    "BTC/BTC_EUR_1d.csv",
    "BTC/EUR_1d.csv",
    "Binance_ETHBTC_d.csv",
  ])("%s is not taken for prices in dollars", async (path) => {
    await mkdir(join(dir, "BTC"));
    await write(path, csv(Date.UTC(2025, 0), 50));
    const source = open();
    expect(await source.listings(signal)).toEqual({ ok: true, value: [] });
    expect(source.look().refused).toEqual([{ path, reason: "neither its name nor a column says which coin it is of" }]);
  });

  test("more files than one look has time for are found in several", async () => {
    const lines = csv(Date.UTC(2025, 0), 12).split("\n");
    const table = (coin: string) =>
      lines.map((line, at) => `${line},${at === 0 ? "market" : `${coin}-USD`}`).join("\n");
    for (let i = 0; i < 60; i += 1) await write(`${i}.csv`, table(`C${i}X`));
    let opened = 0;
    const leaving = { now: new AbortController() };
    const impatient: typeof files = {
      ...files,
      markets(request) {
        opened += 1;
        if (opened % 25 === 0) leaving.now.abort();
        return files.markets(request);
      },
    };
    const source = createCandleFolder({
      dir,
      dataDir: join(base, "data"),
      files: impatient,
      cache: createSeriesCache(),
      clock: { now: () => now, wall: () => wall },
    });
    let looks = 0;
    for (let found = false; !found && looks < 10; looks += 1) {
      leaving.now = new AbortController();
      found = (await source.listings(leaving.now.signal)).ok;
    }
    expect(looks).toBeLessThanOrEqual(3);
    expect((await read(source, "C59X")).ok).toBe(true);
  });

  test("of several files of the same candles one is shown, and never a mixture", async () => {
    await write("a_BTCUSDT_1d.csv", csv(Date.UTC(2025, 0), 50));
    await write("b_BTCUSDT_1d.csv", csv(Date.UTC(2025, 0), 60, { price: 500 }));
    await write("c_BTCUSDT_1d.csv", csv(Date.UTC(2025, 0, 11), 50, { price: 900 }));
    const { origin, candles } = seriesOf(await read(open(), "BTC"));
    expect([origin.path, candles.time.length, candles.open[0]]).toEqual(["b_BTCUSDT_1d.csv", 60, 500]);
  });

  test("a damaged file is refused and named, another stands in, and it is tried again when it changes", async () => {
    await write("BTCUSDT_1d.csv", "<html>not found</html>");
    await write("ETHUSDT_1d.csv", "timestamp,open,high,low,close\n");
    const source = open();
    expect(await read(source, "BTC")).toMatchObject({
      ok: false,
      error: { code: "bad_files", detail: "it is a web page and no table" },
    });
    await read(source, "ETH");
    expect(source.look().refused).toEqual([
      { path: "BTCUSDT_1d.csv", reason: "it is a web page and no table" },
      { path: "ETHUSDT_1d.csv", reason: "it has a header and no candles" },
    ]);
    await write("BTCUSDT_1d.csv", csv(Date.UTC(2025, 0), 50));
    await write("BTC_1h.csv", csv(Date.UTC(2025, 0), 50, { step: hour }));
    later(5_000);
    expect(seriesOf(await read(source, "BTC")).candles.time.length).toBe(50);
    expect(source.look().refused.map(({ path }) => path)).toEqual(["ETHUSDT_1d.csv"]);
    await rm(join(dir, "BTCUSDT_1d.csv"));
    later(5_000);
    expect(seriesOf(await read(source, "BTC")).origin.path).toBe("BTC_1h.csv");
  });

  test("a file that is replaced is read anew, and what was clean is kept over a restart", async () => {
    await write("BTCUSDT_1d.csv", csv(Date.UTC(2025, 0), 50));
    const source = open();
    const before = seriesOf(await read(source, "BTC"));
    const restarted = open();
    expect(seriesOf(await read(restarted, "BTC")).origin.revision).toBe(before.origin.revision);
    await write("BTCUSDT_1d.csv", csv(Date.UTC(2025, 0), 51, { price: 7 }));
    later(5_000);
    const after = seriesOf(await read(source, "BTC"));
    expect([after.candles.time.length, after.candles.open[0]]).toEqual([51, 7]);
    expect(after.origin.revision).not.toBe(before.origin.revision);
  });

  test("what was being written when its last candle ran does not show that candle", async () => {
    await write("BTCUSDT_1d.csv", csv(Date.UTC(2025, 0), 50));
    const noon = new Date(Date.UTC(2025, 0, 50, 12));
    await utimes(join(dir, "BTCUSDT_1d.csv"), noon, noon);
    const { report } = seriesOf(await read(open(), "BTC"));
    expect([report.candles, report.removed.unclosed]).toEqual([49, 1]);
  });

  test("links that lead outside are left alone, those inside are followed", async () => {
    await writeFile(join(base, "BTCUSDT_1d.csv"), csv(Date.UTC(2025, 0), 50));
    await symlink(join(base, "BTCUSDT_1d.csv"), join(dir, "BTCUSDT_1d.csv"));
    await symlink(base, join(dir, "up"));
    await write("ETHUSDT_1d.csv", csv(Date.UTC(2025, 0), 50));
    await symlink(join(dir, "ETHUSDT_1d.csv"), join(dir, "SOLUSDT_1d.csv"));
    const listed = await open().listings(signal);
    expect(listed.ok && listed.value.map(({ symbol }) => symbol)).toEqual(["ETH", "SOL"]);
  });

  test.each([
    "it's BTCUSDT_1d.csv",
    "[x]*BTCUSDT_1d.csv",
    'q"BTCUSDT_1d.csv',
    "ü {a,b} BTCUSDT_1d.csv",
    "%2e BTCUSDT_1d.csv",
    "BTCUSDT_1d.csv; DROP TABLE.csv",
    "--BTCUSDT_1d.csv",
  ])("a file named %s is read, and no other", async (name) => {
    await write(name, csv(Date.UTC(2025, 0), 50));
    await write("xBTCUSDT_1d.txt.csv", csv(Date.UTC(2024, 0), 20, { price: 9 }));
    const { candles } = seriesOf(await read(open(), "BTC"));
    expect([candles.time.length, candles.open[0]]).toEqual([50, 100]);
  });

  test("a folder that is not there says so, and is found when it comes", async () => {
    const source = open(join(base, "none"));
    expect(await source.listings(signal)).toMatchObject({ ok: false, error: { code: "bad_files" } });
    expect(source.look()).toMatchObject({ state: "failed", detail: "the folder is not there" });
    await mkdir(join(base, "none"));
    await writeFile(join(base, "none", "BTC_1d.csv"), csv(Date.UTC(2025, 0), 50));
    later(5_000);
    expect(seriesOf(await read(source, "BTC")).candles.time.length).toBe(50);
  });

  test("where nothing can be kept beside it, it still serves", async () => {
    await write("BTCUSDT_1d.csv", csv(Date.UTC(2025, 0), 50));
    // A file in place of a folder stops root as well.
    await writeFile(join(base, "data"), "");
    await chmod(base, 0o500);
    try {
      expect(seriesOf(await read(open(), "BTC")).candles.time.length).toBe(50);
    } finally {
      await chmod(base, 0o700);
    }
  });

  test("what it keeps is not believed where the disk changed it", async () => {
    await write("BTCUSDT_1d.csv", csv(Date.UTC(2025, 0), 400));
    const whole = seriesOf(await read(open(), "BTC")).candles;
    const kept = join(base, "data", "candles", "folder");
    const name = (await readdir(kept)).find((one) => one.endsWith(".parquet")) ?? "";
    const good = await readFile(join(kept, name));
    for (let at = 50; at < good.length; at += 211) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 0x10;
      await writeFile(join(kept, name), bad);
      expect(seriesOf(await read(open(), "BTC")).candles).toEqual(whole);
    }
  });

  test("what it keeps is made again where somebody deleted it, or the disk closed meanwhile", async () => {
    for (const coin of ["BTC", "ETH", "SOL"]) await write(`${coin}USDT_1d.csv`, csv(Date.UTC(2025, 0), 50));
    const source = open();
    await read(source, "BTC");
    await rm(join(base, "data"), { recursive: true });
    expect(seriesOf(await read(source, "ETH")).candles.time.length).toBe(50);
    expect(existsSync(join(base, "data"))).toBe(true);
    await rm(join(base, "data"), { recursive: true });
    await writeFile(join(base, "data"), "");
    expect(seriesOf(await read(source, "SOL")).candles.time.length).toBe(50);
    expect(seriesOf(await read(source, "BTC", "1w")).candles.time.length).toBe(6);
  });

  test("what it keeps stays below its bytes, however many files come and go", async () => {
    const source = createCandleFolder({
      dir,
      dataDir: join(base, "data"),
      files,
      cache: createSeriesCache({ mostBytes: 0 }),
      clock: { now: () => now, wall: () => wall },
      mostBytes: 10_000,
    });
    for (let i = 0; i < 12; i += 1) await write(`C${i}USDT_1d.csv`, csv(Date.UTC(2025, 0), 50));
    for (let i = 0; i < 12; i += 1) expect(seriesOf(await read(source, `C${i}`)).candles.time.length).toBe(50);
    expect(source.look().bytesKept).toBeLessThanOrEqual(10_000);
    const kept = join(base, "data", "candles", "folder");
    const names = (await readdir(kept)).filter((name) => name.endsWith(".parquet"));
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(kept, name))).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(10_000);
    expect(names.length).toBeGreaterThan(0);
    // What went is made anew where it is wanted.
    expect(seriesOf(await read(source, "C0")).candles.time.length).toBe(50);
  });

  test("many callers at once share the work", async () => {
    await write("BTCUSDT_1h.csv", csv(Date.UTC(2025, 0), 5_000, { step: hour }));
    const source = open();
    const all = await Promise.all(Array.from({ length: 50 }, (_, i) => read(source, "BTC", i % 2 ? "4h" : "1d")));
    expect(new Set(all.map((outcome) => seriesOf(outcome).candles)).size).toBe(2);
  });

  test("a file that is written again and again while it is read is never shown half", async () => {
    const source = open();
    let going = true;
    const writer = (async () => {
      for (let i = 0; going; i += 1)
        await write("BTCUSDT_1d.csv", csv(Date.UTC(2020, 0), 1_000, { price: 100 + (i % 2) * 1_000 }));
    })();
    for (let i = 0; i < 15; i += 1) {
      later(5_000);
      const outcome = await read(source, "BTC");
      if (!outcome.ok || outcome.value === null) continue;
      const { candles } = outcome.value;
      for (let k = 1; k < candles.time.length; k += 1)
        expect((candles.open[k] ?? 0) - (candles.open[k - 1] ?? 0)).toBe(1);
    }
    going = false;
    await writer;
  });
});

test.skipIf(!existsSync(real))("the real folder is listed and read", async () => {
  await cp(join(real, "multi_timeframe"), join(dir, "multi_timeframe"), { recursive: true });
  await cp(join(real, "klines_12col"), join(dir, "klines_12col"), { recursive: true });
  await cp(join(real, "indicators"), join(dir, "indicators"), { recursive: true });
  await cp(join(real, "exchange_1d"), join(dir, "exchange_1d"), { recursive: true });
  await cp(join(real, "fear_and_greed_index.csv"), join(dir, "fear_and_greed_index.csv"));
  const source = open();
  const listed = await source.listings(signal);
  console.log((listed.ok ? listed.value : []).map(({ symbol, pair, timeframes }) => `${symbol} ${pair} ${timeframes}`));
  const btc = seriesOf(await read(source, "BTC"));
  expect(btc.origin.path).toBe("exchange_1d/BTCUSDT_1d.csv");
  console.log(source.look());
});
