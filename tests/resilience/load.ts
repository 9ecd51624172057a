import { monitorEventLoopDelay } from "node:perf_hooks";

const stalls = monitorEventLoopDelay({ resolution: 5 });

/** Begins to watch how long this process stands still at most: the server, the double and the load run in it. */
export function watchStalls(): void {
  stalls.reset();
  stalls.enable();
}

/**
 * A bound for a time that is seen from outside. On a busy machine this process itself gets no turn for a while; the longest
 * such time since `watchStalls` is allowed on top, and printed.
 */
export function within(ms: number): number {
  const stalled = stalls.max / 1e6;
  console.log(`bound of ${ms} ms; this process stood still for at most ${stalled.toFixed(0)} ms`);
  return ms + stalled;
}

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
