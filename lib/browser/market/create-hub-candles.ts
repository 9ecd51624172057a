import type { Timeframe } from "../../contracts/market";
import { ok } from "../../core/errors";
import { type Failure, failed, failure, type Outcome } from "../../core/failure";
import { aggregateCandles } from "../../core/market/aggregate-candles";
import type { CandleSource, Listing, Series, SeriesRequest } from "../../core/market/candle-source";
import { bytesOf } from "../../core/market/candles";
import { pairOf } from "../../core/market/pair-of";
import { bestSource, openingOf } from "../../core/market/timeframe";
import type { Clock } from "../../core/ports";
import { createFlights } from "../../core/resilience/create-flights";
import { endWithin } from "../../core/with-deadline";
import type { ReadHubFile } from "./hub-read";
import { addressOf, type HubFile, type HubPlace, listFolder, listHoldings } from "./list-holdings";

const DATASET = "linxy/CryptoCoin";
const LICENCE = "MIT";
/** New candles come once a day. */
const FRESH_MS = 600_000;
/** A Hub that did not answer is left alone for so long. */
const REST_MS = 15_000;
const LIST_MS = 10_000;
const READ_MS = 30_000;
/** Who leaves a reading after so long did so because it took too long. */
const PATIENCE_MS = 7_000;
const MOST_SERIES = 12;
const MOST_BYTES = 24_000_000;
const MOST_SIZES = 100;
const never = new AbortController().signal;

interface Kept {
  readonly series: Series;
  /** Of the file that was read. */
  readonly mark: string | null;
  /** Everything from here on is in it. */
  readonly from: number;
  at: number;
}

interface Looked {
  readonly size: number;
  readonly mark: string | null;
  readonly at: number;
}

/**
 * Candles of linxy/CryptoCoin, read by this browser from the Hub itself, in both of its layouts: the newer part of a file over Range, no more
 * than an answer needs. Keeps what was read lately (24 MB). Asks nobody before someone asks it.
 */
export function createHubCandles(options: {
  readonly origin?: string;
  /** For lists; files are read by `readFile`. */
  readonly ask: typeof fetch;
  readonly readFile: ReadHubFile;
  readonly clock: Pick<Clock, "now" | "wall">;
}): CandleSource {
  const { origin = "https://huggingface.co", ask, readFile, clock } = options;
  const place: HubPlace = { ask, origin, dataset: DATASET };
  const ends = { late: failed("timed_out"), gone: failed("cancelled") } as const;
  const reads = createFlights<Series>(ends);
  const kept = new Map<string, Kept>();
  const sizes = new Map<string, Looked>();
  const refused = new Map<string, string>();
  let files: readonly HubFile[] = [];
  let known: readonly Listing[] = [];
  let listing: Promise<Outcome<readonly HubFile[]>> | null = null;
  let listedAt: number | null = null;
  let checkedAt: number | null = null;
  let rest: { readonly failure: Failure; readonly until: number } | null = null;

  const note = (problem: Failure | null): void => {
    if (problem === null) rest = null;
    else if (outOfReach.has(problem.code))
      rest = { failure: problem, until: clock.now() + Math.max(REST_MS, (problem.retryAfterS ?? 0) * 1_000) };
  };
  const resting = (): Failure | null => {
    if (rest === null || clock.now() >= rest.until) return null;
    return { ...rest.failure, retryAfterS: Math.ceil((rest.until - clock.now()) / 1_000) };
  };

  const refresh = (): Promise<Outcome<readonly HubFile[]>> => {
    const closed = resting();
    if (closed !== null) return Promise.resolve({ ok: false, error: closed });
    // Whoever asked may leave: the next one finds what came.
    listing ??= endWithin<Outcome<readonly HubFile[]>>({ signal: never, ms: LIST_MS, ...ends }, (own) =>
      listHoldings(place, own),
    ).then((outcome) => {
      listing = null;
      note(outcome.ok ? null : outcome.error);
      if (!outcome.ok) return outcome;
      [listedAt, checkedAt] = [clock.now(), clock.wall()];
      files = outcome.value;
      known = toListings(files);
      return outcome;
    });
    return listing;
  };
  const list = (signal: AbortSignal): Promise<Outcome<readonly HubFile[]>> => {
    if (listedAt === null) return endWithin({ signal, ms: LIST_MS, ...ends }, refresh);
    if (clock.now() - listedAt >= FRESH_MS) void refresh();
    return Promise.resolve(ok(files));
  };

  /** Size and mark of a file as they are now; null where it is not there any more. */
  const lookAt = async (file: HubFile, signal: AbortSignal): Promise<Outcome<Looked | null>> => {
    if (file.size !== null && listedAt !== null && clock.now() - listedAt < FRESH_MS && !refused.has(file.path))
      return ok({ size: file.size, mark: file.mark, at: listedAt });
    const seen = sizes.get(file.path);
    if (seen && clock.now() - seen.at < FRESH_MS) return ok(seen);
    const listed = await listFolder(place, file.layout === "parquet" ? file.pair : "", signal);
    if (!listed.ok) return listed;
    for (const { path, size, mark } of listed.value ?? []) {
      if (size === null || (file.layout === "csv" && path !== file.path)) continue;
      sizes.delete(path);
      sizes.set(path, { size, mark, at: clock.now() });
    }
    for (const oldest of sizes.keys()) {
      if (sizes.size <= MOST_SIZES) break;
      sizes.delete(oldest);
    }
    return ok(sizes.get(file.path) ?? null);
  };

  const keep = (key: string, entry: Kept): void => {
    kept.delete(key);
    kept.set(key, entry);
    let bytes = bytesKept();
    for (const [oldest, { series }] of kept) {
      if (kept.size <= MOST_SERIES && bytes <= MOST_BYTES) break;
      bytes -= bytesOf(series.candles);
      kept.delete(oldest);
    }
  };
  const bytesKept = (): number => [...kept.values()].reduce((sum, { series }) => sum + bytesOf(series.candles), 0);

  const fetchSeries = async (
    { file, timeframe, from }: Wanted,
    there: Kept | undefined,
    signal: AbortSignal,
  ): Promise<Outcome<Series>> => {
    const looked = await lookAt(file, signal);
    if (!looked.ok) return looked;
    if (looked.value === null) return failed("bad_files", { detail: "its list names a file that is not there" });
    const { size, mark } = looked.value;
    if (there && mark !== null && there.mark === mark && covers(there, from)) {
      there.at = clock.now();
      return ok(there.series);
    }
    const fetchedAt = clock.wall();
    const url = addressOf(place, file.path);
    const read = await readFile({ url, layout: file.layout, size, timeframe: file.timeframe, from, fetchedAt }, signal);
    if (!read.ok) {
      // Its size may be that of yesterday: the next attempt looks again.
      sizes.delete(file.path);
      return read;
    }
    const { candles: own, report: found } = read.value;
    const candles = timeframe === file.timeframe ? own : aggregateCandles(own, file.timeframe, timeframe);
    const isWhole = (own.time[0] ?? 0) <= found.first;
    const first = candles.time[0];
    if (first === undefined) return failed("bad_files", { detail: `its candles do not fill one of ${timeframe}` });
    // Older candles than the first of all are nowhere, whatever shorter ones they would be made of.
    const report = isWhole ? { ...found, first } : found;
    const about = { dataset: DATASET, revision: mark, path: file.path, licence: LICENCE, sample: false };
    const series: Series = { candles, origin: { ...about, fetchedAt }, report, stale: null };
    const reached = Math.min(first, from !== null && (own.time[0] ?? first) <= from ? from : first);
    keep(keyOf(file, timeframe), { series, mark, from: isWhole ? Number.NEGATIVE_INFINITY : reached, at: clock.now() });
    return ok(series);
  };

  const readSeries = async (wanted: Wanted, signal: AbortSignal): Promise<Outcome<Series>> => {
    const { file, timeframe, from } = wanted;
    const there = kept.get(keyOf(file, timeframe));
    const fits = there !== undefined && covers(there, from);
    if (fits && clock.now() - there.at < FRESH_MS) {
      keep(keyOf(file, timeframe), there);
      return ok(there.series);
    }
    const closed = resting();
    if (closed !== null) return fits ? ok({ ...there.series, stale: closed }) : { ok: false, error: closed };
    const begun = clock.now();
    const outcome = await reads.share({
      keys: [`${keyOf(file, timeframe)} ${from}`],
      signal,
      ms: READ_MS,
      work: async (_keys, own) => {
        const series = await fetchSeries(wanted, there, own);
        return series.ok ? ok([series.value]) : series;
      },
    });
    const series = outcome.ok ? outcome.value[0] : undefined;
    if (series) {
      refused.delete(file.path);
      note(null);
      return ok(series);
    }
    if (outcome.ok) return failed("internal");
    const tookLong = outcome.error.code === "cancelled" && clock.now() - begun >= PATIENCE_MS;
    note(tookLong ? failure("timed_out") : outcome.error);
    if (outcome.error.code === "bad_files") refuse(file.path, outcome.error.detail);
    return fits && outcome.error.code !== "cancelled" ? ok({ ...there.series, stale: outcome.error }) : outcome;
  };
  const refuse = (path: string, reason: string): void => {
    refused.set(path, reason);
    for (const oldest of refused.keys()) {
      if (refused.size <= MOST_SERIES) break;
      refused.delete(oldest);
    }
  };

  return {
    key: "linxy",
    name: "CryptoCoin by linxy",
    dataset: DATASET,
    licence: LICENCE,
    layout: "a Parquet file (before July 2026 CSV) for each pair and timeframe, read by this browser",
    sample: false,
    cadenceH: 24,
    known: () => known,
    async listings(signal) {
      const listed = await list(signal);
      return listed.ok ? ok(known) : listed;
    },
    async read({ symbol, timeframe, from, signal }: SeriesRequest) {
      const listed = await list(signal);
      if (!listed.ok) return listed;
      const listing = known.find((one) => one.symbol === symbol);
      const own = bestSource(timeframe, listing?.timeframes ?? []);
      const file = listed.value.find((one) => one.pair === listing?.pair && one.timeframe === own);
      if (!file) return ok(null);
      return readSeries({ file, timeframe, from: from === null ? null : openingOf(from, timeframe) }, signal);
    },
    look() {
      const closed = resting();
      const lasts = [...kept.values()].map(({ series }) => series.report);
      return {
        state: closed ? "failed" : listedAt === null ? "not_asked_yet" : "ready",
        detail: closed?.detail ?? (listedAt === null ? "Not asked yet." : "Read by this browser."),
        retryAfterS: closed?.retryAfterS ?? null,
        lastCandle: lasts.length === 0 ? null : Math.max(...lasts.map(({ last }) => last)),
        firstCandle: lasts.length === 0 ? null : Math.min(...lasts.map(({ first }) => first)),
        checkedAt,
        lastOkAt: closed ? null : checkedAt,
        failure: closed?.code ?? null,
        bytesKept: bytesKept(),
        filesKept: kept.size,
        refused: [...refused].map(([path, reason]) => ({ path, reason })),
      };
    },
  };
}

interface Wanted {
  readonly file: HubFile;
  readonly timeframe: Timeframe;
  readonly from: number | null;
}

/** Failures of the Hub, not of one file. */
const outOfReach: ReadonlySet<Failure["code"]> = new Set([
  "unreachable",
  "rate_limited",
  "upstream_failed",
  "timed_out",
  "forbidden",
  "not_served",
  "bad_answer",
]);

const keyOf = ({ path }: HubFile, timeframe: Timeframe): string => `${path} ${timeframe}`;

const covers = (kept: Kept, from: number | null): boolean => kept.from <= (from ?? Number.NEGATIVE_INFINITY);

function toListings(files: readonly HubFile[]): readonly Listing[] {
  const pairs = new Map<string, Timeframe[]>();
  for (const { pair, timeframe } of files) {
    const there = pairs.get(pair);
    if (!there) pairs.set(pair, [timeframe]);
    else if (!there.includes(timeframe)) there.push(timeframe);
  }
  return [...pairs].flatMap(([pair, timeframes]) => {
    const read = pairOf(pair);
    return read === null ? [] : [{ symbol: read.symbol, pair, timeframes }];
  });
}
