import type { FlagRow } from "../../contracts/flag";
import type { Result } from "../errors";

/** What a person flags, before it has its id. */
export type NewFlag = Omit<FlagRow, "id">;

export interface FlagPage {
  readonly rows: readonly FlagRow[];
  /** Where the next page begins; null after the last. */
  readonly next: number | null;
  /** What all of them take. */
  readonly bytes: number;
}

/** Flags in the order in which they came. Nothing in it is ever changed. */
export interface FlagLog {
  /**
   * Gives the flag's id once it would outlive the process. `client`: whose share of the room it takes, kept nowhere.
   * Errors: unavailable (no room left, or the place takes nothing), rate_limited (the share is used up).
   */
  add(flag: NewFlag, client?: string): Promise<Result<string>>;
  /** At most `limit` flags from a place on: 0, or `next` of a page. Errors: invalid_cursor (no such place), unavailable. */
  page(from: number, limit: number): Promise<Result<FlagPage>>;
  /** What all flags together may take. */
  readonly mostBytes: number;
}
