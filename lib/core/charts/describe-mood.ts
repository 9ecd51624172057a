import { stepOf } from "../market/timeframe";
import type { MoodPlot } from "./prepare-mood";
import { slotWords } from "./slot-words";

const count = new Intl.NumberFormat("en");
const share = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`;
const DAY_MS = 86_400_000;

function spanWords({ interval, slots }: MoodPlot): string {
  if (interval === "1w") return countOf(slots.length, "week");
  const ms = slots.length * stepOf[interval];
  return ms < 3 * DAY_MS ? countOf(ms / 3_600_000, "hour") : countOf(Math.round(ms / DAY_MS), "day");
}

const countOf = (many: number, one: string): string => `${count.format(many)} ${one}${many === 1 ? "" : "s"}`;

/** What a strip of mood shows, in one sentence or two, for those who do not see it. */
export function describeMood(plot: MoodPlot): string {
  const { interval, slots, sums, most } = plot;
  const span = spanWords(plot);
  if (sums.total === 0) return `No story in ${span}.`;
  const fullest = slots.find(({ total }) => total === most);
  const empty = slots.filter(({ counts }) => counts === null).length;
  const parts = [
    `${count.format(sums.total)} ${sums.total === 1 ? "story" : "stories"} in ${span}:`,
    `${count.format(sums.bullish)} bullish (${share(sums.bullish, sums.total)}),`,
    `${count.format(sums.neutral)} neutral,`,
    `${count.format(sums.bearish)} bearish (${share(sums.bearish, sums.total)})`,
    `and ${count.format(sums.unclear)} unclear.`,
  ];
  if (fullest && slots.length > 1)
    parts.push(`Most came ${interval === "1w" ? "in" : "on"} ${slotWords(fullest, interval)} (${count.format(most)}).`);
  if (empty > 0)
    parts.push(`${count.format(empty)} of ${count.format(slots.length)} bars ${empty === 1 ? "is" : "are"} empty.`);
  return parts.join(" ");
}
