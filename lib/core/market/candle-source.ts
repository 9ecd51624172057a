import type { FailureCode } from "../../contracts/failures";
import type { Timeframe } from "../../contracts/market";
import type { Failure, Outcome } from "../failure";
import type { Candles } from "./candles";

/** Rows of a file that were left out, and why. */
interface Removed {
  readonly duplicates: number;
  readonly impossible: number;
  readonly unreadable: number;
  readonly unclosed: number;
}

/** What was found when a file was read. */
export interface CleanReport {
  /** Rows of the file, its header left out. */
  readonly rows: number;
  /** Candles that are left. */
  readonly candles: number;
  readonly removed: Removed;
  /** Some of what was impossible or unreadable, in words for the operator; ten at the most. */
  readonly examples: readonly string[];
  /** Opening of the first candle of a tail that covers a part of its time only; null without one. */
  readonly partialFrom: number | null;
  readonly timeframe: Timeframe;
  readonly first: number;
  readonly last: number;
}

/** Where a series comes from. */
export interface Origin {
  readonly dataset: string;
  /** The market as this file names it, where that differs from the listing: BTC-USD beside BTCUSDT. */
  readonly pair?: string;
  readonly revision: string | null;
  readonly path: string | null;
  readonly licence: string | null;
  readonly sample: boolean;
  /** Wall time, milliseconds since the epoch; null for what was never fetched. */
  readonly fetchedAt: number | null;
}

/** Candles of one coin in one timeframe, whole: everything that the source holds. */
export interface Series {
  readonly candles: Candles;
  readonly origin: Origin;
  readonly report: CleanReport;
  /** Set where the source could not be asked just now, and this is what was kept. */
  readonly stale: Failure | null;
}

/** A coin, or rather its price in dollars, as a source names it. */
export interface Listing {
  /** As everybody writes it: BTC. */
  readonly symbol: string;
  /** As the source writes it: BTCUSDT, BTC-USD. */
  readonly pair: string;
  /** Timeframes that it has itself; none where nobody can tell before they are read. */
  readonly timeframes: readonly Timeframe[];
}

/** How a source is. Reading it asks nobody. */
export interface SourceLook {
  readonly state: "ready" | "not_asked_yet" | "failed" | "off";
  readonly detail: string;
  readonly retryAfterS: number | null;
  /** Of what is kept on this machine; null where nothing is. */
  readonly lastCandle: number | null;
  readonly firstCandle: number | null;
  /** Wall time of the latest look at the other side; null before the first. */
  readonly checkedAt: number | null;
  /** Wall time at which it last answered, also before this start where that is known; null before the first. */
  readonly lastOkAt: number | null;
  /** Why it failed when it was last asked; null where it did not. */
  readonly failure: FailureCode | null;
  readonly bytesKept: number;
  readonly filesKept: number;
  /** Files that were refused: their path and why. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

export interface SeriesRequest {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** The oldest candle that is needed, so that a source may fetch less; the series may begin before. Null: all. */
  readonly from: number | null;
  readonly signal: AbortSignal;
}

/** A place where candles come from. It never mixes: a series comes from one file. */
export interface CandleSource {
  readonly key: string;
  /** For people. */
  readonly name: string;
  readonly dataset: string;
  readonly licence: string | null;
  /** How its files are made, in a few words. */
  readonly layout: string;
  readonly sample: boolean;
  /** How often new candles come, in hours; null where none come. */
  readonly cadenceH: number | null;
  /** What it holds, as far as it can be told. An outcome that failed names why nobody can say. */
  listings(signal: AbortSignal): Promise<Outcome<readonly Listing[]>>;
  /** What is known without asking anyone. */
  known(): readonly Listing[];
  /** A series at the timeframe, put together from a shorter one where it has no such; null where it has no such coin or only longer candles. */
  read(request: SeriesRequest): Promise<Outcome<Series | null>>;
  look(): SourceLook;
}
