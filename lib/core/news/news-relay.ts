import type { Outcome } from "../failure";
import type { NewsItem } from "./news-item";

/** A portion of news that one server brought in, for the others. */
interface RelayedPortion {
  /** Its place; the next one is asked for after it. */
  readonly at: string;
  readonly items: readonly NewsItem[];
}

/**
 * Between servers that share a Redis: one at a time asks the sources, and the others take from it what it found. Where there is no such
 * store, or it does not answer, every turn is one's own. Nothing here throws.
 */
export interface NewsRelay {
  /** Whether it is this process's turn to ask the sources; it holds for `ms`, and is prolonged by asking again. */
  takeTurn(ms: number): Promise<boolean>;
  /** Gives the turn to whoever asks next. */
  endTurn(): Promise<void>;
  /** Tells the others. What does not fit any more pushes out the oldest. */
  publish(items: readonly NewsItem[]): Promise<Outcome<null>>;
  /** What came after a place, the oldest first, at most a few portions; null: from the beginning of what is kept. `lost`: what came right after it is gone. */
  follow(
    after: string | null,
  ): Promise<Outcome<{ readonly portions: readonly RelayedPortion[]; readonly lost: boolean }>>;
}
