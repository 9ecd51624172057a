import type { MoodInterval } from "../../contracts/news-words";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const year = new Intl.DateTimeFormat("en-GB", { year: "numeric", timeZone: "UTC" });

/** A stretch of the mood of news in words, UTC: "20 Nov 2026, 14:00 to 15:00", "20 Nov 2026", "the week from 16 Nov 2026". */
export function slotWords(
  { time, end }: { readonly time: number; readonly end: number },
  interval: MoodInterval,
): string {
  const whole = `${day.format(time)} ${year.format(time)}`;
  if (interval === "1w") return `the week from ${whole}`;
  return interval === "1d" ? whole : `${whole}, ${clock.format(time)} to ${clock.format(end)}`;
}

/** The same, short enough for an axis: hours of a day as a clock, its first as the day. */
export function slotTick(time: number, interval: MoodInterval, span: number): string {
  if (interval === "1w" && span > 400 * 86_400_000) return `${day.format(time).split(" ")[1]} ${year.format(time)}`;
  if (interval === "1d" || interval === "1w" || span > 3 * 86_400_000) return day.format(time);
  return time % 86_400_000 === 0 ? day.format(time) : clock.format(time);
}
