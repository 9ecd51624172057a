import type { DuckDBConnection } from "@duckdb/node-api";
import type { Timeframe } from "../../contracts/market";
import { failed, type Outcome } from "../../core/failure";
import type { CandleFiles } from "../../core/market/candle-files";
import { offsetOf, stepOf } from "../../core/market/timeframe";
import { createTurns } from "../../core/resilience/create-turns";
import { openDuckdb } from "./open-duckdb";
import { readCandles } from "./read-candles";
import { runImport } from "./run-import";
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
        const counted = await connection.runAndReadAll(`SELECT count(*)::DOUBLE FROM ${file}`);
        const most = Number(counted.getRows()[0]?.[0] ?? 0);
        const sql = fileTimeframe === timeframe ? asTheyAre(file) : putTogether(file, timeframe);
        return { ok: true, value: await readCandles(connection, sql, most) };
      }),
    close: duckdb.close,
  };
}

const asTheyAre = (file: string): string =>
  `SELECT time::DOUBLE, open, high, low, close, volume FROM ${file} ORDER BY time`;

/** Buckets of whole numbers; sums that do not depend on how threads share the work. */
const putTogether = (file: string, timeframe: Timeframe): string => {
  const step = stepOf[timeframe];
  const opening = `time - (time - ${offsetOf(timeframe)}) % ${step}`;
  return `SELECT (${opening})::DOUBLE AS opening, arg_min(open, time), max(high), min(low), arg_max(close, time), kahan_sum(volume)
    FROM ${file} GROUP BY opening ORDER BY opening`;
};
