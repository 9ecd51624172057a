import type { Timeframe } from "../../contracts/market";
import type { Failure, Outcome } from "../../core/failure";
import type { CleanReport } from "../../core/market/candle-source";
import type { HubFile } from "./hub-client";
import type { Shelved } from "./market-folder";

/** A file of candles that is wanted. */
export interface Wish extends HubFile {
  /** Of a file with several markets. */
  readonly market: string | null;
  /** Where the name of the file says it. */
  readonly timeframe: Timeframe | null;
  /** Wall time by which a commit was made, where that is known: candles that end later had not closed. */
  readonly madeBy: (commit: string | null) => number | null;
}

export interface CleanFile extends Shelved {
  readonly report: CleanReport;
  readonly stale: Failure | null;
}

export interface KeeperLook {
  readonly failure: Failure | null;
  readonly checkedAt: number | null;
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

/** Keeps clean files of candles, and keeps them fresh. */
export interface FileKeeper {
  /** A clean file: what is kept at once, and refreshed behind; else when it has come. */
  get(wish: Wish, signal: AbortSignal): Promise<Outcome<CleanFile>>;
  /** A file as it came, for who reads more out of it. */
  bring(wish: Wish, signal: AbortSignal): Promise<Outcome<Shelved>>;
  /** Puts a clean file away that turned out not to be one. */
  drop(file: Shelved): Promise<void>;
  look(dataset: string): KeeperLook;
  /** Ends what is under way, and waits for it. */
  close(): Promise<void>;
}
