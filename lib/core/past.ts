import type { Clock } from "./ports";

/** A moment that has been: where the wall clock was set back since, now. Milliseconds since the epoch. */
export const past = (at: number | null, clock: Pick<Clock, "wall">): number | null =>
  at === null ? null : Math.min(at, clock.wall());
