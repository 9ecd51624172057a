import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat, truncate, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCandleFiles } from "@/lib/adapters/duckdb/create-candle-files";
import { createHubFileReader } from "@/lib/browser/market/create-hub-file-reader";
import type { HubRead } from "@/lib/browser/market/hub-read";
import { candleColumns, placeOf } from "@/lib/core/market/candles";

const HOUR = 3_600_000;
const ROWS = 60_000;
const TAIL = 49;
const LAST = Date.UTC(2026, 10, 20, 23);
const FETCHED = LAST + 2 * HOUR;
const { signal } = new AbortController();
const files = createCandleFiles();
let folder = "";
let server: Server;
let origin = "";

/** The last fifty candles hold a twentieth of the usual volume, in a range that does not join. */
const raw = `
  SELECT i, ${LAST}::BIGINT - (${ROWS - 1} - i) * ${HOUR} AS t,
    round(60000 + 9000 * sin(i / 900.0) + 200 * sin(i * 1.7), 2) AS o,
    round(60000 + 9000 * sin((i + 1) / 900.0) + 200 * sin((i + 1) * 1.7), 2) AS c,
    IF(i >= ${ROWS - 50}, 20, 400 + 300 * sin(i * 0.37)) AS v
  FROM range(${ROWS}) AS r(i)`;
const whole = `
  SELECT t AS open_time, o AS open, IF(i >= ${ROWS - 50}, o + 4, greatest(o, c) + 12.5) AS high,
    IF(i >= ${ROWS - 50}, o - 1, least(o, c) - 12.5) AS low, IF(i >= ${ROWS - 50}, o + 3, c) AS close, round(v, 5) AS volume, t + ${HOUR - 1} AS close_time,
    round(v * o, 8) AS quote_volume, CAST(v * 40 AS BIGINT) AS count, round(v / 2, 8) AS taker_buy_volume,
    round(v * o / 2, 8) AS taker_buy_quote_volume, 0 AS ignore
  FROM (${raw}) ORDER BY t`;
const asText = `SELECT strftime(make_timestamp(open_time * 1000), '%Y-%m-%d %H:%M:%S') AS open_time, COLUMNS(* EXCLUDE open_time)::VARCHAR FROM (${whole})`;

const made = {
  "numbers.zstd.parquet": `COPY (${whole}) TO '$' (FORMAT parquet, CODEC zstd, ROW_GROUP_SIZE 10240)`,
  "text.zstd.parquet": `COPY (${asText}) TO '$' (FORMAT parquet, CODEC zstd, ROW_GROUP_SIZE 10240)`,
  "one-group.zstd.parquet": `COPY (${asText}) TO '$' (FORMAT parquet, CODEC zstd, ROW_GROUP_SIZE 1000000)`,
  "numbers.snappy.parquet": `COPY (${whole}) TO '$' (FORMAT parquet, CODEC snappy, ROW_GROUP_SIZE 10240)`,
  "numbers.gzip.parquet": `COPY (${whole}) TO '$' (FORMAT parquet, CODEC gzip, ROW_GROUP_SIZE 10240)`,
  "text.csv": `COPY (${asText}) TO '$' (FORMAT csv, HEADER)`,
} as const;
const names = Object.keys(made) as (keyof typeof made)[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "browser-ends-"));
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  for (const name of names) await connection.run(made[name].replace("$", join(folder, name)));
  connection.closeSync();
  instance.closeSync();
  server = createServer(async ({ url = "", headers }, response) => {
    const path = join(folder, url);
    const { size } = await stat(path);
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
    const [from, to] = [Number(start), Math.min(Number(end), size - 1)];
    response.writeHead(206, { "content-length": to - from + 1, "content-range": `bytes ${from}-${to}/${size}` });
    createReadStream(path, { start: from, end: to }).pipe(response);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  // A port on an address, as it listens on no socket file.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  files.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const isSame = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);

async function read(name: string, more: Partial<HubRead> = {}) {
  const { size } = await stat(join(folder, name));
  const layout = name.endsWith(".csv") ? "csv" : "parquet";
  const request = { url: `${origin}/${name}`, layout, size, timeframe: "1h", from: null, fetchedAt: FETCHED } as const;
  return { size, outcome: await createHubFileReader(fetch)({ ...request, ...more }, signal) };
}

test.each(names)("%s: the end is what the server reads of the whole, for a part of the bytes", async (name) => {
  const to = join(folder, "clean.parquet");
  const imported = await files.import({ from: join(folder, name), to, timeframe: "1h", fetchedAt: FETCHED, signal });
  const there = await files.read({ path: to, fileTimeframe: "1h", timeframe: "1h", signal });
  if (!imported.ok || !there.ok) throw new Error(JSON.stringify([imported, there]));
  expect(there.value.time).toHaveLength(ROWS);

  for (const from of [LAST - 30 * 24 * HOUR, LAST - 700 * 24 * HOUR, null]) {
    const began = performance.now();
    const { size, outcome } = await read(name, { from });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
    const { candles, report, bytes } = outcome.value;
    const days = from === null ? "all" : `${(LAST - from) / 24 / HOUR} days`;
    const ms = (performance.now() - began).toFixed(0);
    const share = ((bytes / size) * 100).toFixed(0);
    console.log(`${name}, ${days}: ${bytes} of ${size} bytes (${share} %), ${candles.time.length} candles, ${ms} ms`);
    const start = placeOf(there.value.time, candles.time[0] ?? 0);
    for (const column of candleColumns)
      expect(isSame(candles[column], there.value[column].subarray(start)), column).toBe(true);
    expect(candles.time[0]).toBeLessThanOrEqual(from ?? there.value.time[0] ?? 0);
    expect(report).toMatchObject({ first: imported.value.first, last: LAST, partialFrom: imported.value.partialFrom });
    expect(report.partialFrom).toBe(LAST - TAIL * HOUR);
    if (from === LAST - 30 * 24 * HOUR) expect(bytes / size).toBeLessThan(name.startsWith("one-group") ? 0.6 : 0.25);
    else expect(bytes).toBeLessThan(size * 1.02);
  }
});

test("no more than 16 MB is fetched: the older part is left out, and said not to be there", async () => {
  const rows = 500_000;
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const price = "60000 + random()";
  await connection.run(`COPY (SELECT ${LAST}::BIGINT - (${rows - 1} - i) * ${HOUR / 12} AS open_time, ${price} AS open, 70000 + random() AS high,
    50000 + random() AS low, ${price} AS close, random() AS volume FROM range(${rows}) AS r(i) ORDER BY i)
    TO '${join(folder, "large.parquet")}' (FORMAT parquet, CODEC snappy, ROW_GROUP_SIZE 61440)`);
  connection.closeSync();
  instance.closeSync();
  const { size, outcome } = await read("large.parquet", { timeframe: "5m" });
  if (!outcome.ok) throw new Error(outcome.error.detail);
  const { candles, report, bytes } = outcome.value;
  console.log(`large.parquet: ${bytes} of ${size} bytes, ${candles.time.length} of ${rows} candles`);
  expect(bytes).toBeLessThan(16_200_000);
  expect([report.first, report.last]).toEqual([candles.time[0], LAST]);
  expect(candles.time.length).toBeGreaterThan(200_000);
});

test("a file that is cut, filled with something else or no file of candles is refused", async () => {
  const source = join(folder, "numbers.zstd.parquet");
  const { size } = await stat(source);
  await truncate(source, size - 1_000);
  const refused = async (name: string, more: Partial<HubRead> = {}) => {
    const { outcome } = await read(name, more);
    return outcome.ok ? "read" : `${outcome.error.code}: ${outcome.error.detail}`;
  };
  expect(await refused("numbers.zstd.parquet")).toBe("bad_files: it is no whole Parquet file");
  expect(await refused("numbers.zstd.parquet", { size })).toMatch(/^bad_files: another part of the file/);
  await writeFile(join(folder, "page.csv"), "<!doctype html>\n<p>Hello\n".repeat(9_000));
  expect(await refused("page.csv")).toBe("bad_files: it does not begin as a table of candles does");
  await writeFile(join(folder, "page.parquet"), "<!doctype html>\n<p>Hello\n".repeat(9_000));
  expect(await refused("page.parquet")).toBe("bad_files: it is no whole Parquet file");
  expect(await refused("text.csv", { timeframe: "1d" })).toMatch(/^bad_files: its candles are 1 hour apart/);
});
