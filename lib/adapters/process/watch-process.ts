import { monitorEventLoopDelay } from "node:perf_hooks";

export interface ProcessLook {
  /** How late the event loop came to its timers in the last half to one minute, in milliseconds. */
  readonly loopDelayP50Ms: number;
  readonly loopDelayP99Ms: number;
  readonly rssMb: number;
}

const RESOLUTION_MS = 10;
const WINDOW_MS = 30_000;

/** Watches how busy this process is. Two overlapping windows take turns, so that there is always one that has seen half a minute. */
export function watchProcess(): { look(): ProcessLook; close(): void } {
  const [one, other] = [RESOLUTION_MS, RESOLUTION_MS].map((resolution) => monitorEventLoopDelay({ resolution }));
  if (!one || !other) throw new Error("two histograms were made");
  let [older, younger] = [one, other];
  older.enable();
  younger.enable();
  const timer = setInterval(() => {
    older.reset();
    [older, younger] = [younger, older];
  }, WINDOW_MS);
  timer.unref();
  // The histogram counts from one tick to the next, the waiting that was meant included.
  const late = (share: number): number =>
    Math.max(0, Math.round((older.percentile(share) / 1e6 - RESOLUTION_MS) * 10) / 10);
  return {
    look: () => ({
      loopDelayP50Ms: late(50),
      loopDelayP99Ms: late(99),
      rssMb: Math.round(process.memoryUsage.rss() / 1e5) / 10,
    }),
    close() {
      clearInterval(timer);
      older.disable();
      younger.disable();
    },
  };
}
