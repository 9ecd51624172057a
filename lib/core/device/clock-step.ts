const LOOKS = 20;
/** A clock that stands for so many looks does not run. */
const MOST_SPINS = 5_000_000;

/** The smallest step that a clock was seen to make, milliseconds: browsers round theirs. */
export function clockStep(now: () => number): number {
  let smallest = Number.POSITIVE_INFINITY;
  let spins = 0;
  for (let look = 0; look < LOOKS; look += 1) {
    const start = now();
    let next = start;
    while (next === start && spins < MOST_SPINS) {
      next = now();
      spins += 1;
    }
    if (next > start) smallest = Math.min(smallest, next - start);
  }
  // What is left of adding fractions is no step.
  return Number.isFinite(smallest) ? Number(smallest.toPrecision(2)) : 0;
}
