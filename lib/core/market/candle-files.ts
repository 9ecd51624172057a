import type { Timeframe } from "../../contracts/market";
import type { Outcome } from "../failure";
import type { CleanReport } from "./candle-source";
import type { Candles } from "./candles";

export interface ImportRequest {
  /** CSV or Parquet, in any layout that is known; its first bytes say which. */
  readonly from: string;
  /** Where the clean file goes; it appears there whole or not at all. */
  readonly to: string;
  /** Null: it is told from the distances of the candles. */
  readonly timeframe: Timeframe | null;
  /** Of a file with several markets: the one that is wanted, as its own column names it. */
  readonly market?: string;
  /** Wall time at which the file was fetched: candles that end later had not closed. */
  readonly fetchedAt: number;
  readonly signal: AbortSignal;
}

interface ReadRequest {
  /** A file that `import` wrote. */
  readonly path: string;
  readonly fileTimeframe: Timeframe;
  /** That of the file, or one that is made of it. */
  readonly timeframe: Timeframe;
  readonly signal: AbortSignal;
}

/** Cleans files of candles and reads them, off the event loop. A file that cannot be believed fails with `bad_files` and says what is wrong. */
export interface CandleFiles {
  import(request: ImportRequest): Promise<Outcome<CleanReport>>;
  read(request: ReadRequest): Promise<Outcome<Candles>>;
  /** Markets that a file names in a column of its own; none where it has no such column. */
  markets(request: { readonly path: string; readonly signal: AbortSignal }): Promise<Outcome<readonly string[]>>;
  close(): void;
}
