export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Does so many pieces of work, so many a second, without waiting for one another. */
export async function paced<T>(count: number, perSecond: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const started = performance.now();
  const all: Promise<T>[] = [];
  for (let index = 0; index < count; index += 1) {
    await wait(started + (index * 1000) / perSecond - performance.now());
    all.push(work(index));
  }
  return Promise.all(all);
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** In words, for the log of a test. */
export function times(values: readonly number[]): string {
  const [p50, p99, most] = [percentile(values, 0.5), percentile(values, 0.99), Math.max(...values)];
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, most ${most.toFixed(1)} ms`;
}

/** A text of its own for each number. */
export const headline = (index: number): string =>
  `Headline ${index}: ${["Bitcoin soars to a record", "Exchange collapses after a hack", "Minutes are due on Tuesday"][index % 3]}`;
