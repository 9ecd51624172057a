import { mkdir, mkdtemp, open, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Timeframe } from "../../contracts/market";
import { aggregateCandles } from "../../core/market/aggregate-candles";
import type { CleanReport } from "../../core/market/candle-source";
import { candleColumns } from "../../core/market/candles";
import { createCandleFiles } from "./create-candle-files";

const files = createCandleFiles({ mostBytes: 50_000_000 });
const never = (): AbortSignal => new AbortController().signal;
const fetchedAt = Date.UTC(2026, 0);
const start = Date.UTC(2025, 0, 1);
const hour = 3_600_000;
let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "candle-files-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => files.close());

const row = (i: number): string =>
  `${new Date(start + i * hour).toISOString()},${100 + i},${102 + i},${99 + i},${101 + i},${i % 7}`;
const csv = (rows: readonly string[], header = "timestamp,open,high,low,close,volume"): string =>
  [header, ...rows].join("\n");
const count = (length: number): string[] => Array.from({ length }, (_, i) => row(i));

async function clean(
  content: string | Buffer,
  more: { name?: string; timeframe?: Timeframe; market?: string; fetchedAt?: number } = {},
) {
  const from = join(folder, more.name ?? "table.csv");
  await writeFile(from, content);
  const { timeframe = null, market } = more;
  const to = join(folder, "clean.parquet");
  const outcome = await files.import({
    from,
    to,
    timeframe,
    fetchedAt: more.fetchedAt ?? fetchedAt,
    signal: never(),
    ...(market !== undefined && { market }),
  });
  return outcome;
}
const reportOf = async (...args: Parameters<typeof clean>): Promise<CleanReport> => {
  const outcome = await clean(...args);
  if (!outcome.ok) throw new Error(`${outcome.error.detail} ${String(outcome.error.cause ?? "")}`);
  return outcome.value;
};
async function readBack(timeframe: Timeframe, fileTimeframe: Timeframe = "1h") {
  const outcome = await files.read({ path: join(folder, "clean.parquet"), fileTimeframe, timeframe, signal: never() });
  if (!outcome.ok) throw new Error(outcome.error.detail);
  return outcome.value;
}

describe("a table is cleaned", () => {
  test("sorted, the last of one time kept, the impossible left out and named, gaps kept", async () => {
    const rows = count(20);
    rows.splice(3, 1);
    const messy = [
      ...rows.slice(10),
      ...rows.slice(0, 10),
      row(5),
      `${new Date(start + 6 * hour).toISOString()},1,2,1,2,9`,
    ];
    messy.push(
      `${new Date(start + 30 * hour).toISOString()},1,2,3,2,9`,
      `${new Date(start + 31 * hour).toISOString()},0,2,0,2,9`,
    );
    messy.push(
      `${new Date(start + 32 * hour).toISOString()},1,2,1,2,-9`,
      `${new Date(start + 33 * hour).toISOString()},nan,2,1,2,9`,
    );
    messy.push(",1,2,1,2,9", "Ticker,BTC,BTC,BTC,BTC,BTC", "garbage \u0001\u0002 at the end", '"');
    const report = await reportOf(csv(messy));
    expect(report).toMatchObject({
      rows: messy.length,
      candles: 19,
      removed: { duplicates: 2, impossible: 4, unreadable: 4, unclosed: 0 },
      timeframe: "1h",
      first: start,
      last: start + 19 * hour,
    });
    expect(report.examples).toHaveLength(8);
    expect(report.examples[0]).toBe("row 22 (2025-01-02T06:00:00.000Z): high 2 is below low 3");
    const { time, open, volume } = await readBack("1h");
    expect(Array.from(time)).toEqual(Array.from({ length: 20 }, (_, i) => start + i * hour).filter((_, i) => i !== 3));
    expect([open[5], volume[5]]).toEqual([1, 9]);
  });

  test("what had not closed is left out", async () => {
    const report = await reportOf(csv(count(20)), { fetchedAt: start + 17.5 * hour });
    expect([report.candles, report.removed.unclosed]).toEqual([17, 3]);
    expect(await clean(csv(count(20)), { fetchedAt: start })).toMatchObject({
      error: { detail: "none of its candles had closed when it was fetched" },
    });
  });

  test("a volume that cannot be read is 0, and that is said", async () => {
    const report = await reportOf(csv([...count(10), row(10).replace(/,\d$/, ",?")]));
    expect([report.candles, report.examples]).toEqual([
      11,
      ["1 candle without a volume that can be read: it is shown as 0"],
    ]);
  });

  test("of several markets the one that is wanted", async () => {
    const text = csv(
      [...count(10).map((line) => `BTC-USD,${line}`), ...count(12).map((line) => `eth-usd,${line}`)],
      "market,date,open,high,low,close,volume",
    );
    expect(await reportOf(text, { market: "ETH-USD" })).toMatchObject({ rows: 12, candles: 12 });
    expect(await clean(text)).toMatchObject({
      error: { code: "bad_files", detail: "it holds several markets (BTC-USD, eth-usd): one must be named" },
    });
    expect(await clean(text, { market: "x' OR 1=1 --" })).toMatchObject({
      error: { detail: "it holds nothing of this market" },
    });
    const markets = await files.markets({ path: join(folder, "table.csv"), signal: never() });
    expect(markets).toEqual({ ok: true, value: ["BTC-USD", "eth-usd"] });
  });

  test.each([
    ["kline names", "open_time,open,high,low,close,volume,close_time,quote_volume,count,a,b,ignore"],
    ["spaced names", "Open time,Open,High,Low,Close,Volume,Close time,Quote asset volume,Number of trades,a,b,Ignore"],
    ["a data frame's index", ",open,high,low,close,volume"],
    ["a maker's line above", "https://www.example.com/data\nDate,Open,High,Low,Close,Volume"],
    ["semicolons", "date;open;high;low;close;volume"],
    ["quotes", '"date","open","high","low","close","volume"'],
  ])("with %s", async (_, header) => {
    const separator = header.includes(";") ? ";" : ",";
    const text = csv(
      count(15).map((line) => line.replaceAll(",", separator)),
      header,
    );
    expect(await reportOf(text)).toMatchObject({ rows: 15, candles: 15, last: start + 14 * hour });
  });

  test("numbers of an exchange without a header, in microseconds", async () => {
    const rows = Array.from({ length: 12 }, (_, i) =>
      [(start + i * hour) * 1_000, 1, 2, 1, 2, 3, (start + (i + 1) * hour - 1) * 1_000, 4, 5, 6, 7, 0].join(","),
    );
    expect(await reportOf(rows.join("\n"))).toMatchObject({ rows: 12, candles: 12, first: start });
  });

  test("a byte order mark, blank lines and both ends of line", async () => {
    expect(await reportOf(`\ufeff${csv(count(5))}\r\n\r\n   \n${row(5)}\r\n${row(6)}`)).toMatchObject({
      rows: 7,
      candles: 7,
    });
  });

  test("its own clean files are read again", async () => {
    await reportOf(csv(count(50)));
    const outcome = await files.import({
      from: join(folder, "clean.parquet"),
      to: join(folder, "again.parquet"),
      timeframe: "1h",
      fetchedAt,
      signal: never(),
    });
    expect(outcome).toMatchObject({ ok: true, value: { candles: 50, rows: 50 } });
  });
});

describe("what cannot be believed is refused with a reason", () => {
  test.each([
    ["", "it is empty"],
    ["  \n\n", "it is empty"],
    ["timestamp,open,high,low,close,volume\n", "it has a header and no candles"],
    ["<!doctype html><html>404</html>", "it is a web page and no table"],
    ['{"error":"not found"}', "it is JSON and no table"],
    ["date,fng_value,fng_classification\n31-12-2025,21,Fear", "it has no columns for time, open, high, low and close"],
    ["version https://git-lfs.github.com/spec/v1\noid sha256:0", "it is a pointer to a file and not the file"],
    [gzipSync(csv(count(9))).subarray(0, 60), "it is compressed with gzip: unpack it first"],
    [Buffer.from([0, 1, 2, 255, 254, 0, 9]), "it is neither text nor Parquet"],
    ["PAR1 and then something else", "its end is missing: it was cut off"],
    [
      Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(200, 7), Buffer.from("PAR1")]),
      "it is damaged or cut off: it cannot be read",
    ],
    [csv(["x,y,z", "1,2,3"]), "none of its 2 rows is a candle"],
  ])("%j", async (content, reason) => {
    const outcome = await clean(content);
    expect(outcome).toMatchObject({ ok: false, error: { code: "bad_files", detail: reason } });
    expect((await readdir(folder)).sort()).toEqual(["table.csv"]);
  });

  test("a timeframe that its candles do not have", async () => {
    expect(await clean(csv(count(20)), { timeframe: "1d" })).toMatchObject({
      error: { detail: "its candles are 1 hour apart, not 1 day" },
    });
    const odd = count(60).filter((_, i) => i % 7 === 0);
    expect(await clean(csv(odd))).toMatchObject({
      error: { detail: "its candles are 7 hours apart: no timeframe that is known" },
    });
  });

  test("Parquet that was cut at any place, and one with a byte changed, never bring it down", async () => {
    await reportOf(csv(count(3_000)));
    const file = await open(join(folder, "clean.parquet"));
    const whole = await file.readFile();
    await file.close();
    const seen: Record<string, number> = {};
    for (let i = 1; i <= 40; i += 1) {
      const cut = Buffer.from(whole.subarray(0, Math.floor((whole.length * i) / 41)));
      const changed = Buffer.from(whole);
      changed[(i * 7_919) % whole.length] = (changed[(i * 7_919) % whole.length] ?? 0) ^ 0x55;
      expect(await clean(cut)).toMatchObject({ ok: false, error: { code: "bad_files" } });
      const outcome = await clean(changed);
      const key = outcome.ok ? "read" : outcome.error.code;
      seen[key] = (seen[key] ?? 0) + 1;
    }
    console.log("Parquet with one byte changed:", seen);
    expect(Object.keys(seen).every((key) => key === "read" || key === "bad_files" || key === "no_memory")).toBe(true);
  });

  test("a folder, a file that is not there, a file of gigabytes", async () => {
    await mkdir(join(folder, "sub.csv"));
    await writeFile(join(folder, "large.csv"), csv(count(3)));
    await truncate(join(folder, "large.csv"), 2_000_000_000);
    const started = performance.now();
    for (const [name, reason] of [
      ["sub.csv", "it is no file"],
      ["none.csv", "it is not there"],
      ["large.csv", "it is larger than 50 MB"],
    ] as const) {
      const outcome = await files.import({
        from: join(folder, name),
        to: join(folder, "x"),
        timeframe: null,
        fetchedAt,
        signal: never(),
      });
      expect(outcome).toMatchObject({ error: { code: "bad_files", detail: reason } });
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  test("where the clean file cannot be written that is said, and nothing is left", async () => {
    await writeFile(join(folder, "table.csv"), csv(count(9)));
    const outcome = await files.import({
      from: join(folder, "table.csv"),
      to: join(folder, "none", "x.parquet"),
      timeframe: null,
      fetchedAt,
      signal: never(),
    });
    expect(outcome).toMatchObject({ ok: false, error: { code: "unavailable" } });
    expect(JSON.stringify(outcome.ok || outcome.error.detail)).not.toContain(folder);
  });
});

describe("clean files are read", () => {
  test.each(["1h", "2h", "4h", "6h", "8h", "12h", "1d", "1w"] as const)(
    "as %s, as they are put together in the browser",
    async (timeframe) => {
      const rows = Array.from({ length: 2_000 }, (_, i) => i)
        .filter((i) => i % 97 !== 5)
        .map((i) => {
          const [a, b] = [100 + Math.sin(i * 1.7) * 20, 100 + Math.cos(i * 2.3) * 20];
          return `${start + (i + 5) * hour},${a},${Math.max(a, b) + 1},${Math.min(a, b) - 1},${b},${(i * 37) % 101}`;
        });
      await reportOf(csv(rows));
      const [whole, read] = [await readBack("1h"), await readBack(timeframe)];
      const wanted = timeframe === "1h" ? whole : aggregateCandles(whole, "1h", timeframe);
      expect(read.time.length).toBeGreaterThan(5);
      for (const name of candleColumns) expect(Array.from(read[name])).toEqual(Array.from(wanted[name]));
    },
  );

  test("what is put together keeps no room for what it was made of", async () => {
    await reportOf(csv(count(2_400)));
    const candles = await readBack("1d");
    expect(candles.time).toHaveLength(100);
    expect(candles.time.buffer.byteLength).toBe(100 * 8);
  });

  test("many at once, some of whom leave", async () => {
    await reportOf(csv(count(2_000)));
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const controller = new AbortController();
        const reading = files.read({
          path: join(folder, "clean.parquet"),
          fileTimeframe: "1h",
          timeframe: i % 2 ? "1d" : "1h",
          signal: controller.signal,
        });
        if (i % 3 === 0) setTimeout(() => controller.abort(), i / 4);
        const outcome = await reading;
        return outcome.ok ? outcome.value.time.length : outcome.error.code;
      }),
    );
    const kinds = [...new Set(outcomes)].sort();
    expect(kinds.filter((kind) => kind !== "cancelled")).toEqual([2_000, 83]);
  });

  test("too many at once are told so", async () => {
    await reportOf(csv(count(100)));
    const path = join(folder, "clean.parquet");
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => files.read({ path, fileTimeframe: "1h", timeframe: "4h", signal: never() })),
    );
    const busy = outcomes.filter((outcome) => !outcome.ok && outcome.error.code === "busy");
    expect(busy.length).toBeGreaterThan(0);
    expect(outcomes.filter(({ ok }) => ok).length + busy.length).toBe(100);
  });

  test("a kept file that is damaged or gone", async () => {
    await writeFile(join(folder, "clean.parquet"), "PAR1");
    for (const path of ["clean.parquet", "none.parquet"]) {
      const outcome = await files.read({
        path: join(folder, path),
        fileTimeframe: "1h",
        timeframe: "1h",
        signal: never(),
      });
      expect(outcome).toMatchObject({
        ok: false,
        error: { code: "bad_files", detail: "it is damaged or cut off: it cannot be read" },
      });
    }
  });
});

test("an instance that was closed opens again, and one that was never used opens nothing", async () => {
  const own = createCandleFiles();
  own.close();
  await writeFile(join(folder, "table.csv"), csv(count(9)));
  const request = {
    from: join(folder, "table.csv"),
    to: join(folder, "x.parquet"),
    timeframe: null,
    fetchedAt,
    signal: never(),
  };
  expect((await own.import(request)).ok).toBe(true);
  own.close();
  expect((await own.import(request)).ok).toBe(true);
  own.close();
});
