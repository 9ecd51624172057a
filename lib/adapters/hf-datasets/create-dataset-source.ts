import { type Timeframe, timeframes } from "../../contracts/market";
import { type Failure, failed, type Outcome } from "../../core/failure";
import type { CandleSource, Listing, Series, SeriesRequest } from "../../core/market/candle-source";
import { isMadeOf, stepOf } from "../../core/market/timeframe";
import { createHoldingsList } from "./create-holdings-list";
import type { DatasetMarket, Holdings, MarketFile } from "./dataset-market";
import type { CleanFile } from "./file-keeper";
import { lookAtSource } from "./look-at-source";
import type { HubMarket } from "./open-hub-market";

/** Files that are tried for one series, where the first is not there or not to be believed. */
const MOST_TRIES = 3;

export interface DatasetSourceOptions {
  readonly about: Pick<CandleSource, "key" | "name" | "dataset" | "licence" | "layout" | "cadenceH">;
  /** All repositories that belong to it. */
  readonly datasets: readonly string[];
  /** Asks the Hub what there is, under its policies. */
  readonly load: (signal: AbortSignal) => Promise<Outcome<Holdings>>;
  /** Where a file may be although no list says so. */
  readonly guess: (symbol: string, timeframe: Timeframe) => readonly MarketFile[];
}

/** A source of candles over datasets of the Hub: which files there are, which one to take, and how it is read. */
export function createDatasetSource(hub: HubMarket, options: DatasetSourceOptions): CandleSource {
  const { about, guess } = options;
  const { client, folder, keeper, clock, refreshMs } = hub;
  const list = createHoldingsList({
    name: about.key,
    client,
    folder,
    clock,
    refreshMs,
    load: options.load,
  });
  hub.onClose(list.close);

  /** The timeframe of a file: by its name, else as it was found when it was read. */
  const timeframeOf = (file: MarketFile): Timeframe | null =>
    file.timeframe ??
    folder.list(file.dataset).find(({ path, report }) => path === file.path && report !== null)?.report?.timeframe ??
    null;

  const isKept = (file: MarketFile): boolean =>
    folder
      .list(file.dataset)
      .some(({ kind, path, market }) => kind === "candles" && path === file.path && market === file.market);

  const listingsOf = ({ markets }: Holdings): readonly Listing[] =>
    markets.map(({ symbol, pair, files }) => {
      const there = new Set(files.map(timeframeOf));
      return { symbol, pair, timeframes: timeframes.filter((timeframe) => there.has(timeframe)) };
    });

  /** Files that the series can be made of, the best first: the longest candles, of these the newer layout. */
  const choose = (market: DatasetMarket | undefined, { symbol, timeframe }: SeriesRequest): readonly MarketFile[] => {
    const known = (market?.files ?? [])
      .map((file) => ({ file, own: timeframeOf(file) }))
      .filter(({ own }) => own === null || isMadeOf(timeframe, own))
      .sort((a, b) => stepOf[b.own ?? "1m"] - stepOf[a.own ?? "1m"] || rank(a.file) - rank(b.file))
      .map(({ file }) => file);
    const more = guess(symbol, timeframe).filter((one) => known.every(({ path }) => path !== one.path));
    // A guess is for a list that is missing or was overtaken: what the list names comes first.
    if (market === undefined) return more;
    return known.length === 0 ? [] : [...known.slice(0, 1), ...more, ...known.slice(1)];
  };

  const readFile = async (
    file: MarketFile,
    holdings: Holdings | null,
    request: SeriesRequest,
  ): Promise<Outcome<Series | null>> => {
    const madeBy = (commit: string | null): number | null =>
      holdings?.commits.find(({ sha }) => sha === commit)?.madeBy ?? null;
    const wish = { ...file, madeBy };
    for (let attempt = 0; ; attempt++) {
      const kept = await keeper.get(wish, request.signal);
      if (!kept.ok) return kept;
      const { value } = kept;
      if (!isMadeOf(request.timeframe, value.report.timeframe)) return { ok: true, value: null };
      const candles = await hub.series.get(`${value.about.sha256} ${request.timeframe}`, request.signal, (signal) =>
        hub.files.read({
          path: value.file,
          fileTimeframe: value.report.timeframe,
          timeframe: request.timeframe,
          signal,
        }),
      );
      if (candles.ok)
        return {
          ok: true,
          value: { candles: candles.value, origin: originOf(value), report: value.report, stale: value.stale },
        };
      if (candles.error.code !== "bad_files" || attempt > 0) return candles;
      // Put away by another process, or broken on the disk: it is made anew once.
      await keeper.drop(value);
    }
  };

  const originOf = ({ about: { dataset, revision, path, fetchedAt } }: CleanFile): Series["origin"] => ({
    dataset,
    revision,
    path,
    licence: about.licence,
    sample: false,
    fetchedAt: Math.min(fetchedAt, clock.wall()),
  });

  return {
    ...about,
    sample: false,
    async listings(signal) {
      const found = await list.get(signal);
      return found.ok ? { ok: true, value: listingsOf(found.value) } : found;
    },
    known: () => listingsOf(list.known() ?? { version: 1, markets: [], commits: [] }),
    async read(request) {
      const found = await list.get(request.signal);
      const holdings = found.ok ? found.value : null;
      const market = holdings?.markets.find(({ symbol, pair }) => symbol === request.symbol || pair === request.symbol);
      if (found.ok && market === undefined) return { ok: true, value: null };
      const tries = choose(market, request);
      if (tries.length === 0) return found.ok ? { ok: true, value: null } : found;
      let because: Failure | null = null;
      let asked = 0;
      for (const file of tries) {
        // While the Hub is out, what is kept will do, though it be of shorter candles.
        const isOut = because !== null && !ofOneFile.has(because.code);
        if ((isOut || asked >= MOST_TRIES) && !isKept(file)) continue;
        asked += 1;
        const series = await readFile(file, holdings, request);
        if (series.ok && series.value !== null) return series;
        if (series.ok) continue;
        // A file that was refused is named rather than a guess that is not there.
        if (because === null || because.code === "not_served") because = series.error;
        if (series.error.code === "cancelled") return series;
        if (series.error.code === "not_served") list.expire();
      }
      if (because === null) return { ok: true, value: null };
      return found.ok || because.code !== "not_served"
        ? { ok: false, error: because }
        : failed(found.error.code, found.error);
    },
    look: () => lookAtSource({ client, folder, keeper, list, datasets: options.datasets, clock }),
  };
}

/** Failures after which another file may do. */
const ofOneFile: ReadonlySet<Failure["code"]> = new Set(["bad_files", "not_served"]);

const rank = ({ path }: MarketFile): number => (path.endsWith(".parquet") ? 0 : 1);
