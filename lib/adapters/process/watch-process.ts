import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";

export interface ProcessLook {
  /** How late the event loop came to its timers in the last half to one minute, in milliseconds. */
  readonly loopDelayP50Ms: number;
  readonly loopDelayP99Ms: number;
  readonly rssMb: number;
}

const RESOLUTION_MS = 10;
const WINDOW_MS = 30_000;

/** How busy a process is. */
export interface ProcessWatch {
  look(): ProcessLook;
  /** The same since the sample before, however long that is. For one who asks regularly, and nobody beside. */
  sample(): ProcessLook;
  close(): void;
}

/**
 * Watches how busy this process is. Two overlapping windows take turns, so that there is always one that has seen half a minute; a third
 * begins anew with each sample.
 */
export function watchProcess(): ProcessWatch {
  const watch = (): IntervalHistogram => monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let [older, younger] = [watch(), watch()];
  const latest = watch();
  for (const histogram of [older, younger, latest]) histogram.enable();
  const timer = setInterval(() => {
    older.reset();
    [older, younger] = [younger, older];
  }, WINDOW_MS);
  timer.unref();
  // The histogram counts from one tick to the next, the waiting that was meant included.
  const late = (histogram: IntervalHistogram, share: number): number =>
    Math.max(0, Math.round((histogram.percentile(share) / 1e6 - RESOLUTION_MS) * 10) / 10);
  const lookAt = (histogram: IntervalHistogram): ProcessLook => ({
    loopDelayP50Ms: late(histogram, 50),
    loopDelayP99Ms: late(histogram, 99),
    rssMb: Math.round(process.memoryUsage.rss() / 1e5) / 10,
  });
  return {
    look: () => lookAt(older),
    sample() {
      const look = lookAt(latest);
      latest.reset();
      return look;
    },
    close() {
      clearInterval(timer);
      for (const histogram of [older, younger, latest]) histogram.disable();
    },
  };
}
