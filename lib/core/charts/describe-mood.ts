import { stepOf } from "../market/timeframe";
import { countOf, formatCount } from "./count-of";
import type { MoodPlot } from "./prepare-mood";
import { slotWords } from "./slot-words";

const share = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`;
const DAY_MS = 86_400_000;

function spanWords({ interval, slots }: MoodPlot): string {
  if (interval === "1w") return countOf(slots.length, "week");
  const ms = slots.length * stepOf[interval];
  return ms < 3 * DAY_MS ? countOf(ms / 3_600_000, "hour") : countOf(Math.round(ms / DAY_MS), "day");
}

/** What a strip of mood shows, in one sentence or two, for those who do not see it. */
export function describeMood(plot: MoodPlot): string {
  const { interval, slots, sums, most } = plot;
  const span = spanWords(plot);
  if (sums.total === 0) return `No story in ${span}.`;
  const fullest = slots.find(({ total }) => total === most);
  const empty = slots.filter(({ counts }) => counts === null).length;
  const parts = [
    `${countOf(sums.total, "story", "stories")} in ${span}:`,
    `${formatCount(sums.bullish)} bullish (${share(sums.bullish, sums.total)}),`,
    `${formatCount(sums.neutral)} neutral,`,
    `${formatCount(sums.bearish)} bearish (${share(sums.bearish, sums.total)})`,
    `and ${formatCount(sums.unclear)} unclear.`,
  ];
  if (fullest && slots.length > 1)
    parts.push(`Most came ${interval === "1w" ? "in" : "on"} ${slotWords(fullest, interval)} (${formatCount(most)}).`);
  if (empty > 0)
    parts.push(`${formatCount(empty)} of ${formatCount(slots.length)} bars ${empty === 1 ? "is" : "are"} empty.`);
  return parts.join(" ");
}
