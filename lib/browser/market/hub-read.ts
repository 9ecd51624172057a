import type { Timeframe } from "../../contracts/market";
import type { Outcome } from "../../core/failure";
import type { CleanReport } from "../../core/market/candle-source";
import type { Candles } from "../../core/market/candles";

/** A file of candles on the Hub that is read from its end. Plain data: it travels to a worker. */
export interface HubRead {
  /** Where it is; the Hub sends on to the bytes. */
  readonly url: string;
  readonly layout: "parquet" | "csv";
  /** Its bytes, as the list of files says. */
  readonly size: number;
  readonly timeframe: Timeframe;
  /** The oldest moment that is needed; null: all, as far as `MOST_READ_BYTES` reach. */
  readonly from: number | null;
  /** Wall time now: candles that end later have not closed. */
  readonly fetchedAt: number;
}

/** The newer part of a file, clean. */
export interface HubPart {
  readonly candles: Candles;
  /** `first` is that of the whole file, where it may be read as well. */
  readonly report: CleanReport;
  /** What was fetched for it. */
  readonly bytes: number;
}

/** Reads a part of a file. Errors: those of a call to the Hub, bad_files for what is no whole file of candles, cancelled. Never throws. */
export type ReadHubFile = (request: HubRead, signal: AbortSignal) => Promise<Outcome<HubPart>>;

/** More is not fetched for one answer: the older part of a file is left out instead. */
export const MOST_READ_BYTES = 16_000_000;

/** Fewer candles do not tell whether a tail covers a part of its time only. */
export const LEAST_ROWS = 2_000;
