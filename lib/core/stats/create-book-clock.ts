import type { Clock } from "../ports";

/**
 * A time for figures that never goes back. It follows the wall clock, also where that jumps forward: a machine that slept has a gap.
 * Where the wall clock is set back, it goes on at the pace of the monotonic one. Milliseconds since the epoch.
 */
export function createBookClock(clock: Pick<Clock, "now" | "wall">, notBefore = 0): () => number {
  let seen = clock.now();
  let time = Math.max(clock.wall(), notBefore);
  return () => {
    const now = clock.now();
    time = Math.max(time + Math.max(0, now - seen), clock.wall());
    seen = now;
    return time;
  };
}
