/** From the server's drawing of a page until it lives; clocks that are off by less than this make no difference either. */
const LONGEST_WAY_MS = 60_000;

/**
 * When what came with the page was heard, by the local clock. A page that was drawn just now counts from `now`: the server's clock
 * may be a little off. One that this device had kept is as old as the server's time `at` says.
 */
export function firstHeard(at: string, now: number): number {
  const drawn = Date.parse(at);
  return now - drawn > LONGEST_WAY_MS ? drawn : now;
}
