import type { Clock } from "../ports";
import type { CountedStats, ReadStats } from "./read-stats";
import type { WindowName } from "./windows";

/** How old figures may be that are shown again and again: adding up a long window takes tens of milliseconds, and changes it little. */
const mostAgeMs = { all: 900, "15m": 1_800, "24h": 10_000, "30d": 60_000 } as const satisfies Record<
  WindowName | "all",
  number
>;

/** Reads figures for those who ask every second. Whoever asks meanwhile shares one reading; one that failed is none. */
export function rememberReads(read: ReadStats, clock: Pick<Clock, "now">): ReadStats {
  const held = new Map<WindowName | "all", { readonly at: number; readonly stats: Promise<CountedStats> }>();
  return (window) => {
    const known = held.get(window);
    if (known && clock.now() - known.at < mostAgeMs[window]) return known.stats;
    const fresh = { at: clock.now(), stats: read(window) };
    held.set(window, fresh);
    fresh.stats.catch(() => {
      if (held.get(window) === fresh) held.delete(window);
    });
    return fresh.stats;
  };
}
