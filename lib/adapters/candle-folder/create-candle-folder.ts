import { join } from "node:path";
import type { Timeframe } from "../../contracts/market";
import { type Failure, failed, type Outcome } from "../../core/failure";
import type { CandleFiles } from "../../core/market/candle-files";
import type { CandleSource, Listing, Series, SeriesRequest } from "../../core/market/candle-source";
import type { SeriesCache } from "../../core/market/create-series-cache";
import { bestSource } from "../../core/market/timeframe";
import type { Clock } from "../../core/ports";
import { chooseTable } from "./choose-table";
import { type Imported, keepImports } from "./keep-imports";
import { type Table, watchTables } from "./watch-tables";

export interface CandleFolderOptions {
  /** Folder of the tables; nothing is written there. */
  readonly dir: string;
  /** Where clean files are kept. */
  readonly dataDir: string;
  readonly files: CandleFiles;
  readonly cache: SeriesCache;
  readonly clock: Pick<Clock, "now" | "wall">;
  /** The folder is looked at again after so long. */
  readonly rescanMs?: number;
  /** A file that was refused is tried again after so long, or when it changes. */
  readonly retryMs?: number;
  /** Most bytes of clean files. */
  readonly mostBytes?: number;
}

/** Files of the same coin and timeframe that are compared. */
const MOST_CHOICES = 16;
/** Files without a timeframe in their names that one call opens. */
const MOST_OPENED = 32;

type Found = Table & Imported;

/** Candles in files of one's own: CSV or Parquet, in any layout that is known. */
export function createCandleFolder(options: CandleFolderOptions): CandleSource {
  const { dir, dataDir, files, cache, clock, rescanMs = 3_000, retryMs = 60_000, mostBytes = 2_000_000_000 } = options;
  const imports = keepImports({
    folder: join(dataDir, "candles", "folder"),
    files,
    wall: () => clock.wall(),
    mostBytes,
  });
  const tables = watchTables({ dir, files, clock, rescanMs, retryMs });
  let listed: readonly Listing[] = [];
  let span: { readonly first: number; readonly last: number } | null = null;

  const open = async (table: Table, signal: AbortSignal): Promise<Outcome<Found>> => {
    const imported = await imports.of(table, signal);
    if (!imported.ok) {
      if (imported.error.code === "bad_files") tables.refuse(table.file, imported.error.detail);
      return imported;
    }
    const { timeframe } = imported.value.report;
    tables.tell(table, timeframe);
    const { first, last } = imported.value.report;
    span = { first: Math.min(first, span?.first ?? first), last: Math.max(last, span?.last ?? last) };
    return { ok: true, value: { ...table, ...imported.value } };
  };

  /** Opens those whose names do not say of which timeframe they are. */
  const tellTimeframes = async (some: readonly Table[], signal: AbortSignal): Promise<void> => {
    for (const table of some.filter(({ timeframe }) => timeframe === null).slice(0, MOST_OPENED)) {
      if (!signal.aborted) await open(table, signal);
    }
  };

  const openBest = async (
    symbol: string,
    timeframe: Timeframe,
    signal: AbortSignal,
  ): Promise<Outcome<Found | null>> => {
    await tellTimeframes(tables.of(symbol), signal);
    let problem: Failure | null = null;
    for (const refused = new Set<Table["file"]>(); ; ) {
      const there = tables.of(symbol).filter(({ file }) => !refused.has(file));
      const base = bestSource(
        timeframe,
        there.flatMap((table) => table.timeframe ?? []),
      );
      if (base === null) {
        if (problem) return { ok: false, error: problem };
        const refusal = there.length === 0 ? tables.refusalOf(symbol) : null;
        return refusal === null ? { ok: true, value: null } : failed("bad_files", { detail: refusal });
      }
      const choices: Found[] = [];
      for (const table of there.filter((each) => each.timeframe === base).slice(0, MOST_CHOICES)) {
        const found = await open(table, signal);
        if (found.ok) choices.push(found.value);
        else if (signal.aborted) return found;
        else {
          problem = found.error;
          refused.add(table.file);
        }
      }
      const best = chooseTable(choices.map((found) => ({ ...found, path: found.file.path, kept: found.path })));
      if (best) return { ok: true, value: { ...best, path: best.kept } };
    }
  };

  const readOnce = async ({ symbol, timeframe, signal }: SeriesRequest): Promise<Outcome<Series | null>> => {
    const scanned = await tables.refresh(signal);
    if (!scanned.ok) return scanned;
    const best = await openBest(symbol, timeframe, signal);
    if (!best.ok || best.value === null) return best as Outcome<null>;
    const found = best.value;
    const fileTimeframe = found.report.timeframe;
    const candles = await cache.get(`folder ${found.key} ${timeframe}`, signal, (own) =>
      files.read({ path: found.path, fileTimeframe, timeframe, signal: own }),
    );
    if (!candles.ok) {
      if (candles.error.code === "bad_files") await imports.drop(found);
      return candles;
    }
    const origin = {
      dataset: "candles folder",
      pair: found.pair,
      revision: found.key,
      path: found.file.path,
      licence: null,
      sample: false,
      fetchedAt: null,
    };
    return { ok: true, value: { candles: candles.value, origin, report: found.report, stale: null } };
  };

  return {
    key: "folder",
    name: "Own folder",
    dataset: "candles folder",
    licence: null,
    layout: "CSV and Parquet files, layout told from their headers",
    sample: false,
    cadenceH: null,
    known: () => listed,
    async listings(signal) {
      const scanned = await tables.refresh(signal);
      if (!scanned.ok) return scanned;
      await tellTimeframes(tables.all(), signal);
      listed = listingsOf(tables.all());
      return { ok: true, value: listed };
    },
    async read(request) {
      const outcome = await readOnce(request);
      // A file that changed in between, or a kept one that was damaged: once more, from the start.
      const again = !outcome.ok && (outcome.error.code === "unavailable" || outcome.error.code === "bad_files");
      if (!again || request.signal.aborted) return outcome;
      tables.expire();
      return readOnce(request);
    },
    look() {
      const { state, detail, checkedAt, lastOkAt, failure, refused, retryAfterS } = tables.look();
      const kept = imports.kept();
      return {
        state,
        detail,
        retryAfterS,
        lastCandle: span?.last ?? null,
        firstCandle: span?.first ?? null,
        checkedAt,
        lastOkAt,
        failure,
        bytesKept: kept.bytes,
        filesKept: kept.files,
        refused,
      };
    },
  };
}

function listingsOf(tables: readonly Table[]): Listing[] {
  const bySymbol = new Map<string, { pair: string; timeframes: Set<Timeframe> }>();
  for (const { symbol, pair, timeframe } of tables) {
    if (timeframe === null) continue;
    const listing = bySymbol.get(symbol) ?? { pair, timeframes: new Set() };
    listing.timeframes.add(timeframe);
    bySymbol.set(symbol, listing);
  }
  return [...bySymbol].map(([symbol, { pair, timeframes }]) => ({ symbol, pair, timeframes: [...timeframes] }));
}
