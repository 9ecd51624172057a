import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { failed, type Outcome } from "../../core/failure";
import type { ImportRequest } from "../../core/market/candle-files";
import type { CleanReport } from "../../core/market/candle-source";
import type { Candles } from "../../core/market/candles";
import { findPartialTail } from "../../core/market/find-partial-tail";
import { judgeRow, MOST_EXAMPLES, PRICE_NOISE, wordsOfRow, wordsOfVolumes } from "../../core/market/judge-row";
import { recogniseColumns } from "../../core/market/recognise-columns";
import { tellTimeframe } from "../../core/market/tell-timeframe";
import { stepOf } from "../../core/market/timeframe";
import { syncFolder } from "../files/sync-folder";
import { inspectFile } from "./inspect-file";
import { readCandles } from "./read-candles";
import { csvSource, macros, parquetSource, type SourceSql } from "./source-sql";
import { fileToRead, literal } from "./sql";

const ROWS_A_GROUP = 61_440;
const MOST_MARKETS_NAMED = 5;

const refuse = (reason: string): Outcome<never> => failed("bad_files", { detail: reason });

type Cell = number | string | null;

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Cell[][]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRows().map((row) =>
    row.map((value) => {
      if (typeof value === "bigint") return Number(value);
      return typeof value === "number" || typeof value === "string" ? value : null;
    }),
  );
}

const numberIn = async (connection: DuckDBConnection, sql: string): Promise<number> =>
  Number((await rowsOf(connection, sql))[0]?.[0] ?? 0);

/** Cleans a file into a new one. Throws errors of the database and of the disk. */
export async function runImport(
  connection: DuckDBConnection,
  request: ImportRequest,
  mostBytes: number,
): Promise<Outcome<CleanReport>> {
  const source = await findSource(connection, request.from, mostBytes);
  if (!source.ok) return source;
  const { value: from } = source;
  if (from.hasMarket) {
    const refusal = await checkMarket(connection, from.sql, request.market);
    if (refusal !== null) return refuse(refusal);
  }
  await connection.run(rawTable(from.sql, from.hasMarket ? request.market : undefined));
  await connection.run(cleanTable);
  const [rows = 0, unreadable = 0, impossible = 0, good = 0] = (await rowsOf(connection, counts))[0] as number[];
  if (rows === 0) return refuse(from.hasMarket ? "it holds nothing of this market" : "it has a header and no candles");
  const kept = await numberIn(connection, "SELECT count(*) FROM clean");
  if (kept === 0) return refuse(`none of its ${rows} rows is a candle`);
  const [distance = null, , distances = 0] = (await rowsOf(connection, commonDistance))[0] ?? [];
  const told = tellTimeframe(distance as number | null, Number(distances), request.timeframe);
  if ("reason" in told) return refuse(told.reason);
  const { timeframe } = told;
  await connection.run(
    `DELETE FROM clean WHERE time + ${stepOf[timeframe]} > ${Math.floor(request.fetchedAt)} OR close_time > ${Math.floor(request.fetchedAt)}`,
  );
  const [candles = 0, first = 0, last = 0] = (
    await rowsOf(connection, "SELECT count(*), min(time), max(time) FROM clean")
  )[0] as number[];
  if (candles === 0) return refuse("none of its candles had closed when it was fetched");
  await writeWhole(connection, request.to);
  const examples = unreadable + impossible > 0 ? await findExamples(connection) : [];
  const [lost = 0, glued = 0] = (
    await rowsOf(connection, "SELECT count(*) FILTER (lost), count(*) FILTER (glued) FROM clean")
  )[0] as number[];
  return {
    ok: true,
    value: {
      rows,
      candles,
      removed: { duplicates: good - kept, impossible, unreadable, unclosed: kept - candles },
      examples: [...wordsOfVolumes({ lost, glued }), ...examples].slice(0, MOST_EXAMPLES),
      partialFrom: findPartialTail(await lastCandles(connection)),
      timeframe,
      first,
      last,
    },
  };
}

async function findExamples(connection: DuckDBConnection): Promise<string[]> {
  const rows = await rowsOf(
    connection,
    `SELECT row_of_file, time, open, high, low, close, volume FROM raw WHERE NOT (${readable} AND ${possible})
    ORDER BY row_of_file LIMIT ${MOST_EXAMPLES}`,
  );
  return rows.map((row) => {
    const [place, time = null, open = null, high = null, low = null, close = null, volume = null] = row as (
      | number
      | null
    )[];
    return wordsOfRow(place ?? 0, time, judgeRow({ time, open, high, low, close, volume })?.why ?? "it is no candle");
  });
}

/** As many as the search for a partial tail looks at. */
const LAST = 5_000;

const lastCandles = (connection: DuckDBConnection): Promise<Candles> =>
  readCandles(
    connection,
    `SELECT time::DOUBLE, open, high, low, close, volume FROM (SELECT * FROM clean ORDER BY time DESC LIMIT ${LAST}) ORDER BY time`,
    LAST,
  );

async function findSource(
  connection: DuckDBConnection,
  path: string,
  mostBytes: number,
): Promise<Outcome<{ readonly sql: SourceSql; readonly hasMarket: boolean }>> {
  const file = await inspectFile(path, mostBytes);
  if (file.kind === "refused") return refuse(file.reason);
  for (const macro of macros) await connection.run(macro);
  if (file.kind === "csv") {
    const sql = csvSource(path, file.separator, file.columns, file.headerLines);
    return { ok: true, value: { sql, hasMarket: file.columns.market !== null } };
  }
  const described = await rowsOf(connection, `DESCRIBE SELECT * FROM read_parquet(${fileToRead(path)})`);
  const there = described.map(([name, type]) => ({ name: String(name), type: String(type) }));
  const columns = recogniseColumns(there.map(({ name }) => name));
  if (columns === null) return refuse("it has no columns for time, open, high, low and close");
  return { ok: true, value: { sql: parquetSource(path, columns, there), hasMarket: columns.market !== null } };
}

async function checkMarket(
  connection: DuckDBConnection,
  source: SourceSql,
  wanted: string | undefined,
): Promise<string | null> {
  const distinct = `SELECT DISTINCT ${source.market} AS market FROM ${source.rows}`;
  if (wanted !== undefined) {
    const found = await numberIn(
      connection,
      `SELECT count(*) FROM (${distinct}) WHERE upper(market) = upper(${literal(wanted)})`,
    );
    return found > 0 ? null : "it holds nothing of this market";
  }
  const markets = await rowsOf(
    connection,
    `SELECT market FROM (${distinct}) WHERE market <> '' ORDER BY 1 LIMIT ${MOST_MARKETS_NAMED + 1}`,
  );
  if (markets.length <= 1) return null;
  const named = markets.slice(0, MOST_MARKETS_NAMED).map(([market]) => String(market).slice(0, 20));
  return `it holds several markets (${named.join(", ")}${markets.length > MOST_MARKETS_NAMED ? " and more" : ""}): one must be named`;
}

const rawTable = (source: SourceSql, market: string | undefined): string => `CREATE TEMP TABLE raw AS
  SELECT row_of_file, ${source.time} AS time, ${source.open} AS open, ${source.high} AS high, ${source.low} AS low,
    ${source.close} AS close, ${source.volume} AS volume, ${source.glued} AS glued, ${source.closeTime} AS close_time
  FROM (SELECT * FROM ${source.rows}) ${market === undefined ? "" : `WHERE upper(${source.market}) = upper(${literal(market)})`}`;

const readable =
  "(time IS NOT NULL AND open IS NOT NULL AND high IS NOT NULL AND low IS NOT NULL AND close IS NOT NULL)";
const possible = `(isfinite(open) AND isfinite(high) AND isfinite(low) AND isfinite(close) AND least(open, high, low, close) > 0
  AND high >= low AND high >= greatest(open, close) * (1 - ${PRICE_NOISE}) AND low <= least(open, close) * (1 + ${PRICE_NOISE})
  AND NOT coalesce(volume < 0, false))`;

const counts = `SELECT count(*), count(*) FILTER (NOT ${readable}), count(*) FILTER (${readable} AND NOT ${possible}),
  count(*) FILTER (${readable} AND ${possible}) FROM raw`;

/** Of rows of one time the last one counts. A volume that cannot be read is none. */
const cleanTable = `CREATE TEMP TABLE clean AS SELECT time, arg_max(open, row_of_file) AS open, arg_max(high, row_of_file) AS high,
  arg_max(low, row_of_file) AS low, arg_max(close, row_of_file) AS close,
  arg_max(CASE WHEN isfinite(volume) THEN volume ELSE 0 END, row_of_file) AS volume,
  arg_max(NOT coalesce(isfinite(volume), false), row_of_file) AS lost, arg_max(glued, row_of_file) AS glued,
  arg_max(coalesce(close_time, 0), row_of_file) AS close_time
  FROM raw WHERE ${readable} AND ${possible} GROUP BY time ORDER BY time`;

const commonDistance = `SELECT distance, count(*), sum(count(*)) OVER () FROM
  (SELECT time - lag(time) OVER (ORDER BY time) AS distance FROM clean) WHERE distance IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1`;

async function writeWhole(connection: DuckDBConnection, to: string): Promise<void> {
  const fresh = join(dirname(to), `${basename(to)}.${randomUUID()}`);
  try {
    // Made by us first: the disk then says itself why it cannot be.
    await (await open(fresh, "wx")).close();
    await connection.run(
      `COPY (SELECT time, open, high, low, close, volume FROM clean ORDER BY time) TO ${literal(fresh)}
      (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROWS_A_GROUP}, USE_TMP_FILE false)`,
    );
    const file = await open(fresh, "r+");
    await file.sync().finally(() => file.close());
    await rename(fresh, to);
  } catch (cause) {
    await rm(fresh, { force: true }).catch(() => {});
    throw cause;
  }
  await syncFolder(dirname(to));
}
