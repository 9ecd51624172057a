import type { Failure, ProgressUnit } from "./messages";

/** Where a call stands: `rank` of the `size` that wait for its function are before it; `etaS` seconds until it begins, null while nobody knows. */
export interface Place {
  readonly rank: number;
  readonly size: number;
  readonly etaS: number | null;
}

/** How a call ended: with its answer, or cancelled with what it had told by then, or without. */
export type Ending =
  | { readonly value: unknown; readonly failure?: never }
  | { readonly value?: never; readonly failure: Failure };

/** Tells a caller how a call goes. Times in seconds. */
export interface CallTeller {
  moved(place: Place): void;
  /** It has begun, and takes about so long; null while nobody knows. */
  starts(etaS: number | null): void;
  progress(unit: ProgressUnit): void;
  /** All that is known by now. */
  generating(value: unknown, seconds: number): void;
  ended(ending: Ending, seconds: number): void;
}
