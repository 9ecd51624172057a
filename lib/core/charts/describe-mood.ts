import type { MoodPlot } from "./prepare-mood";
import { slotWords } from "./slot-words";

const count = new Intl.NumberFormat("en");
const share = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`;
const lengths = { "1h": "hours", "4h": "times 4 hours", "12h": "times 12 hours", "1d": "days", "1w": "weeks" } as const;

/** What a strip of mood shows, in one sentence or two, for those who do not see it. */
export function describeMood({ interval, slots, sums, most }: MoodPlot): string {
  const span = `${count.format(slots.length)} ${lengths[interval]}`;
  if (sums.total === 0) return `No story in these ${span}.`;
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
  if (empty > 0) parts.push(`${count.format(empty)} of these ${span} had none.`);
  return parts.join(" ");
}
