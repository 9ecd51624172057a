import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { parquetWriteFile } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { candleColumns, sliceCandles } from "../../core/market/candles";
import { cleanCandles, type RawTable } from "../../core/market/clean-candles";
import { findPartialTail } from "../../core/market/find-partial-tail";
import { recogniseColumns } from "../../core/market/recognise-columns";
import { createCandleFiles } from "./create-candle-files";

const real = join(process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../../shared/data"), "candles");
const files = createCandleFiles();
const { signal } = new AbortController();
const fetchedAt = Date.UTC(2026, 0, 10);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "candle-parity-"));
});
afterAll(async () => {
  files.close();
  await rm(folder, { recursive: true });
});

const tableOf = (names: readonly string[], rows: readonly (readonly unknown[])[]): RawTable => {
  const places = recogniseColumns(names);
  if (!places) throw new Error("no candles");
  return { rows: rows.length, columns: names.map((_, place) => rows.map((row) => row[place])), places };
};

/** A plain reading of lines, that shares nothing with the product. */
function readLines(text: string): { names: string[]; rows: string[][] } {
  const [header = "", ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return { names: header.split(","), rows: lines.map((line) => line.split(",")) };
}

async function throughDuckdb(from: string, wanted: "1h" | null = null) {
  const to = join(folder, "clean.parquet");
  const imported = await files.import({ from, to, timeframe: wanted, fetchedAt, signal });
  if (!imported.ok) return imported;
  const { timeframe } = imported.value;
  const read = await files.read({ path: to, fileTimeframe: timeframe, timeframe, signal });
  if (!read.ok) return read;
  return { ok: true as const, value: { report: imported.value, candles: read.value } };
}

async function expectSame(from: string, table: RawTable, wanted: "1h" | null = null): Promise<"candles" | "refused"> {
  const there = await throughDuckdb(from, wanted);
  const here = cleanCandles(table, { timeframe: wanted, fetchedAt });
  if (!here.ok || !there.ok) {
    expect(there.ok ? "candles" : there.error.detail).toBe(here.ok ? "candles" : here.error);
    return "refused";
  }
  expect(there.value.report).toEqual(here.value.report);
  for (const name of candleColumns) {
    const [one, other] = [there.value.candles[name], here.value.candles[name]];
    const differs = one.findIndex((value, place) => value !== other[place]);
    expect([name, one.length, one[differs]]).toEqual([name, other.length, other[differs]]);
  }
  return "candles";
}

const found = existsSync(real)
  ? readdirSync(real, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".csv") && name.includes("/"))
      .sort()
  : [];

describe.skipIf(found.length === 0)("real files", () => {
  test("are read as a plain reader reads them, and as the browser does", async () => {
    const partial: string[] = [];
    for (const name of found) {
      const { names, rows } = readLines(readFileSync(join(real, name), "utf8"));
      const lower = names.map((each) => each.toLowerCase());
      const time = Math.max(0, lower.indexOf("open time"));
      const dated = rows.filter((row) => /^\d{4}-/.test(row[time] ?? ""));
      const moments = [
        ...new Set(
          dated.map((row) =>
            Date.parse(
              `${(row[time] ?? "").slice(0, 19).padEnd(11, " ").trim().replace(" ", "T")}${(row[time] ?? "").length > 10 ? "Z" : ""}`,
            ),
          ),
        ),
      ].sort((a, b) => a - b);
      const there = await throughDuckdb(join(real, name));
      if (!there.ok) throw new Error(`${name}: ${there.error.detail}`);
      const { report, candles } = there.value;
      expect([name, report.rows, report.candles, report.first, report.last]).toEqual([
        name,
        rows.length,
        moments.length,
        moments[0],
        moments.at(-1),
      ]);
      const last = dated.findLast((row) => Date.parse(`${(row[time] ?? "").slice(0, 10)}`) <= report.last);
      for (const column of ["open", "high", "low", "close"] as const) {
        expect(candles[column].at(-1)).toBe(Number(last?.[lower.indexOf(column)]));
        expect(candles[column][0]).toBe(Number(dated[0]?.[lower.indexOf(column)]));
      }
      if (rows.length < 4_000) await expectSame(join(real, name), tableOf(names, rows));
      if (report.partialFrom !== null)
        partial.push(
          `${name}: partial from ${new Date(report.partialFrom).toISOString()} to ${new Date(report.last).toISOString()}`,
        );
      const { duplicates, impossible, unreadable, unclosed } = report.removed;
      if (duplicates + impossible + unreadable + unclosed + report.examples.length > 0)
        console.log(name, JSON.stringify(report.removed), report.examples);
    }
    console.log(`${found.length} files\n${partial.join("\n")}`);
    const long = partial.filter((line) => !line.includes("1m") && line.startsWith("klines"));
    expect(long).toEqual([
      "klines_12col/BTCUSDT_1d.csv: partial from 2025-07-05T00:00:00.000Z to 2025-12-24T00:00:00.000Z",
      "klines_12col/btc_1d_data_2018_to_2025.csv: partial from 2025-07-05T00:00:00.000Z to 2025-12-24T00:00:00.000Z",
    ]);
  }, 120_000);

  test("seldom look partial where they do not end, and never for long", async () => {
    let [ends, alarms, long] = [0, 0, 0];
    for (const name of found.filter((each) => each.startsWith("exchange_1d"))) {
      const there = await throughDuckdb(join(real, name));
      if (!there.ok) throw new Error(`${name}: ${there.error.detail}`);
      const { candles } = there.value;
      for (let end = 60; end < candles.time.length; end += 3) {
        const from = findPartialTail(sliceCandles(candles, 0, end));
        ends += 1;
        if (from !== null) alarms += 1;
        if (from !== null && from < (candles.time[end - 1] ?? 0)) long += 1;
      }
    }
    console.log(
      `real days cut anywhere: ${alarms} of ${ends} look partial (${((100 * alarms) / ends).toFixed(3)} %), ${long} for long`,
    );
    expect(long).toBe(0);
    expect(alarms / ends).toBeLessThan(0.002);
  }, 60_000);

  test("hours that were glued together in a day's volume are added up", async () => {
    const day = await throughDuckdb(join(real, "multi_timeframe/BTC-USD_1d.csv"));
    if (!day.ok) throw new Error(day.error.detail);
    const { rows } = readLines(readFileSync(join(real, "multi_timeframe/BTC-USD_1h.csv"), "utf8"));
    const hours = rows.filter(([time]) => time?.startsWith("2025-06-30"));
    const sum = hours.reduce((total, row) => total + Number(row[5]), 0);
    expect(hours).toHaveLength(24);
    expect(day.value.candles.volume[2]).toBeCloseTo(sum, 6);
  });
});

const start = Date.UTC(2025, 0);
const moment = fc.oneof(
  { weight: 20, arbitrary: fc.nat(60).map((i) => start + i * 3_600_000) },
  { weight: 1, arbitrary: fc.nat(60).map((i) => start + i * 1_800_000) },
);
const time = fc.oneof(
  { weight: 8, arbitrary: moment.map((at) => new Date(at).toISOString()) },
  { weight: 3, arbitrary: moment.map((at) => new Date(at).toISOString().replace("T", " ").slice(0, 19)) },
  { weight: 2, arbitrary: moment.map((at) => `${new Date(at + 12_600_000).toISOString().slice(0, 19)}+03:30`) },
  {
    weight: 2,
    arbitrary: moment.map((at) => `${new Date(at - 18_000_000).toISOString().slice(0, 19).replace("T", " ")}-0500`),
  },
  {
    weight: 2,
    arbitrary: moment.map((at) => `${new Date(at).toISOString().slice(0, 19).replace("T", " ")}.123456 UTC`),
  },
  { weight: 2, arbitrary: moment.map(String) },
  { weight: 2, arbitrary: moment.map((at) => String(at / 1_000)) },
  { weight: 2, arbitrary: moment.map((at) => `${at}000`) },
  { weight: 1, arbitrary: moment.map((at) => `${at}000000`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "Date",
      "2025-02-30",
      "2025-13-01",
      "2025-01-01T25:00:00Z",
      "2025-01-01 24:00:00",
      "12",
      "-5",
      "1e12",
      "infinity",
      "epoch",
      "now",
      "2025-01-01T00:00",
      "2025/01/02",
      "2025-01-01 05:00:00+05",
      "0000-00-00",
      "9999999999999999999",
      "2025-01-01T00:00:60Z",
      "2025-1-1",
      "2025-01-01Z",
      "2025-01-01 00:00:00 +16:00",
      "1735689600.5",
      "1735689600000.",
      "2025-01-01T00:00:00.1Z",
      "2025-01-01+01:00",
    ),
  },
);
const price = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 90, max: 110 }).map(String) },
  { weight: 3, arbitrary: fc.double({ min: 1e-9, max: 1e6, noNaN: true }).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "0",
      "-1",
      "nan",
      "NaN",
      "inf",
      "-Infinity",
      "1e5",
      "1.",
      ".5",
      "+5",
      "0x10",
      "1_000",
      "1 000",
      "1,000",
      "abc",
      "1e400",
      "1e-400",
      "--1",
      "1e",
      "100\u00a0",
      "null",
      "true",
      "٣",
    ),
  },
);
const volume = fc.oneof(
  { weight: 10, arbitrary: fc.nat(1_000).map(String) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      "-1",
      "nan",
      "inf",
      "116.2954800097.82363000",
      "1.000000002.000000003.00000000",
      "1.2.3",
      "1e3",
    ),
  },
);
const candle = fc
  .tuple(time, fc.array(price, { minLength: 4, maxLength: 4 }), volume, fc.boolean())
  .map(([at, prices, amount, fair]) => {
    const numbers = prices.map(Number);
    const sorted = fair && numbers.every((number) => number > 0) ? numbers : null;
    const [a = "", b = "", c = "", d = ""] = prices;
    return sorted
      ? [at, a, String(Math.max(...numbers)), String(Math.min(...numbers)), d, amount]
      : [at, a, b, c, d, amount];
  });
const names = ["Open time", "open", "high", "low", "close", "volume"];

describe("made-up tables", () => {
  test("as text are cleaned alike here and in the browser", async () => {
    const seen = { candles: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(candle, { maxLength: 40 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        async (rows, end, extra) => {
          const cells = rows.map((row) => row.map((cell) => cell.replaceAll(",", "")));
          const lines = [names, ...cells].map((row) => (extra ? [...row, "x"] : row).join(","));
          const from = join(folder, "table.csv");
          await writeFile(from, `${extra ? "\ufeff" : ""}${lines.join(end)}${end}${end}`);
          const kept = cells.filter((row) => row.join(",").trim() !== "");
          if (kept.length === 0) return;
          seen[await expectSame(from, tableOf(names, kept), extra ? null : "1h")] += 1;
        },
      ),
      { numRuns: 150 },
    );
    console.log("tables of text:", seen);
    expect(seen.candles).toBeGreaterThan(30);
  }, 120_000);

  test("as Parquet, with texts, numbers and times of several kinds, are cleaned alike", async () => {
    const kinds = fc.constantFrom("ms", "s", "us", "date", "text", "double");
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(moment, fc.array(fc.double({ min: 1, max: 1_000, noNaN: true }), { minLength: 5, maxLength: 5 })),
          { minLength: 1, maxLength: 40 },
        ),
        kinds,
        fc.boolean(),
        async (rows, kind, asText) => {
          const times = rows.map(([at]) => {
            if (kind === "ms") return BigInt(at);
            if (kind === "s") return BigInt(at / 1_000);
            if (kind === "us") return BigInt(at) * 1_000n;
            if (kind === "date") return new Date(at);
            return kind === "double" ? at : new Date(at).toISOString();
          });
          const type = {
            ms: "INT64",
            s: "INT64",
            us: "INT64",
            date: "TIMESTAMP",
            text: "STRING",
            double: "DOUBLE",
          } as const;
          const number = (place: number): (number | string)[] =>
            rows.map(([, values]) => {
              const value =
                place === 1
                  ? Math.max(...values.slice(0, 4))
                  : place === 2
                    ? Math.min(...values.slice(0, 4))
                    : (values[place] ?? 0);
              return asText ? String(value) : value;
            });
          const columns = [
            { name: "open_time", data: times, type: type[kind] },
            ...["open", "high", "low", "close", "volume"].map((name, place) => ({
              name,
              data: number(place),
              type: asText ? ("STRING" as const) : ("DOUBLE" as const),
            })),
          ];
          const from = join(folder, "table.parquet");
          await rm(from, { force: true });
          parquetWriteFile({ filename: from, columnData: columns });
          const places = recogniseColumns(columns.map(({ name }) => name));
          if (!places) throw new Error("no candles");
          await expectSame(from, { rows: rows.length, columns: columns.map(({ data }) => data), places });
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
