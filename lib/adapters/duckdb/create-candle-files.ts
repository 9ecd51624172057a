import type { DuckDBConnection } from "@duckdb/node-api";
import type { Timeframe } from "../../contracts/market";
import { failed, type Outcome } from "../../core/failure";
import type { CandleFiles } from "../../core/market/candle-files";
import { offsetOf, stepOf } from "../../core/market/timeframe";
import { createTurns } from "../../core/resilience/create-turns";
import { openDuckdb } from "./open-duckdb";
import { readCandles } from "./read-candles";
import { listMarkets, runImport } from "./run-import";
import { fileToRead } from "./sql";
import { toFailure } from "./to-failure";

export interface CandleFilesOptions {
  /** Threads that one query may use. */
  readonly threads?: number;
  /** Most memory of all queries together. */
  readonly memoryMb?: number;
  /** Queries at once. */
  readonly atOnce?: number;
  /** Queries that may wait; who comes then is refused with `busy`. */
  readonly waiting?: number;
  /** Larger files are not read. */
  readonly mostBytes?: number;
}

/** Candles in files, cleaned and read with DuckDB on threads of its own. Nothing is opened before it is first needed. */
export function createCandleFiles({
  threads = 2,
  memoryMb = 512,
  atOnce = 2,
  waiting = 64,
  mostBytes = 1_000_000_000,
}: CandleFilesOptions = {}): CandleFiles {
  const duckdb = openDuckdb({ threads, memoryMb });
  const turns = createTurns({ atOnce, waiting });

  /** Gives a connection to work, and ends its query when the caller leaves. */
  const withConnection = async <T>(
    signal: AbortSignal,
    work: (connection: DuckDBConnection) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> => {
    const outcome = await turns.take(signal, async () => {
      let connection: DuckDBConnection | null = null;
      const interrupt = (): void => connection?.interrupt();
      signal.addEventListener("abort", interrupt);
      try {
        connection = await duckdb.connect();
        signal.throwIfAborted();
        return await work(connection);
      } catch (cause) {
        return { ok: false, error: toFailure(cause, signal) } as const;
      } finally {
        signal.removeEventListener("abort", interrupt);
        connection?.closeSync();
      }
    });
    if (outcome) return outcome;
    return signal.aborted ? { ok: false, error: toFailure(signal.reason, signal) } : failed("busy", { retryAfterS: 1 });
  };

  return {
    import: (request) => withConnection(request.signal, (connection) => runImport(connection, request, mostBytes)),
    read: ({ path, fileTimeframe, timeframe, signal }) =>
      withConnection(signal, async (connection) => {
        const file = `read_parquet(${fileToRead(path)})`;
        // From the foot of the file: nothing else is read for it.
        const known = await connection.runAndReadAll(
          `SELECT sum(row_group_num_rows)::DOUBLE, min(stats_min_value::BIGINT)::DOUBLE, max(stats_max_value::BIGINT)::DOUBLE
          FROM parquet_metadata(${fileToRead(path)}) WHERE path_in_schema = 'time'`,
        );
        const [most = 0, first = 0, last = 0] = (known.getRows()[0] ?? []).map(Number);
        if (fileTimeframe === timeframe) {
          return { ok: true, value: await readCandles(connection, asTheyAre(file), most) };
        }
        const span = spanOf(timeframe, first, last + stepOf[fileTimeframe]);
        // Room for what comes out, not for what goes in: it is kept in memory afterwards.
        const room = Math.min(most, Math.max(0, span.most - span.least + 1));
        return { ok: true, value: await readCandles(connection, putTogether(file, timeframe, span), room) };
      }),
    markets: ({ path, signal }) => withConnection(signal, (connection) => listMarkets(connection, path, mostBytes)),
    close: duckdb.close,
  };
}

const asTheyAre = (file: string): string =>
  `SELECT time::DOUBLE, open, high, low, close, volume FROM ${file} ORDER BY time`;

/** First and last bucket that are covered in full. */
interface Span {
  readonly least: number;
  readonly most: number;
}

const spanOf = (timeframe: Timeframe, first: number, covered: number): Span => {
  const step = stepOf[timeframe];
  const offset = offsetOf(timeframe);
  return { least: Math.ceil((first - offset) / step), most: Math.floor((covered - offset) / step) - 1 };
};

/**
 * Buckets of whole numbers; sums that do not depend on how threads share the work. As lib/core/market/aggregate-candles.ts does, those at
 * either end that are not covered in full are left out.
 */
const putTogether = (file: string, timeframe: Timeframe, { least, most }: Span): string => {
  const step = stepOf[timeframe];
  const offset = offsetOf(timeframe);
  // Small whole numbers: half the work of grouping by times.
  return `SELECT (bucket::BIGINT * ${step} + ${offset})::DOUBLE, open, high, low, close, volume FROM (
    SELECT ((time - ${offset}) // ${step})::INTEGER AS bucket, arg_min(open, time) AS open, max(high) AS high, min(low) AS low,
      arg_max(close, time) AS close, kahan_sum(volume) AS volume
    FROM ${file} GROUP BY bucket) WHERE bucket BETWEEN ${least} AND ${most} ORDER BY bucket`;
};
