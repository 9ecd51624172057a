import { formatLive } from "./format-live";
import type { LiveForm } from "./live-plot";
import type { LiveFrame } from "./prepare-frame";

const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const second = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: "UTC",
});
const dayClock = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

const windowWords = { "15m": "15 minutes", "24h": "24 hours", "30d": "30 days" } as const;
const slotLengths = { "15m": "10 s", "24h": "5 min", "30d": "2 h" } as const;
const small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"] as const;

/** "15 minutes". */
export const spanOf = ({ window }: Pick<LiveFrame, "window">): string => windowWords[window];

/** "10 s": what is told apart. */
export const slotOf = ({ window }: Pick<LiveFrame, "window">): string => slotLengths[window];

/** "10:42:10", "10:40", "21 Nov, 10:00": where a place begins, UTC, as fine as the window is. */
export function momentOf({ window, from, slotMs }: LiveFrame, place: number): string {
  const at = from + place * slotMs;
  return (window === "15m" ? second : window === "24h" ? clock : dayClock).format(at);
}

/** ", two gaps" at the end of a summary; nothing without any, or where nothing was counted at all. */
export function gapsOf({ gaps, latest }: Pick<LiveFrame, "gaps" | "latest">): string {
  const many = latest === null ? 0 : gaps.length;
  return many === 0 ? "" : `, ${small[many] ?? many} ${many === 1 ? "gap" : "gaps"}`;
}

/** "3.2 now, most 12.4 at 10:42:10": of one layer; null where nothing is known. */
export function nowAndMost(frame: LiveFrame, values: readonly (number | null)[], form: LiveForm): string | null {
  let peak: number | null = null;
  for (const [place, value] of values.entries()) {
    if (value !== null && value > (peak === null ? Number.NEGATIVE_INFINITY : (values[peak] ?? 0))) peak = place;
  }
  if (peak === null) return null;
  if (values[peak] === 0) return `none in ${spanOf(frame)}`;
  const now = frame.latest === null ? null : (values[frame.latest] ?? null);
  const most = `most ${formatLive(values[peak] ?? 0, form)} at ${momentOf(frame, peak)}`;
  return now === null ? `none now, ${most}` : `${formatLive(now, form)} now, ${most}`;
}
