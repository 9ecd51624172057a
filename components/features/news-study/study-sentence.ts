import { formatCount } from "@/components/blocks/count-of";
import type { EventStudyAnswer } from "@/lib/contracts/functions/event-study";
import { TOO_FEW_EVENTS } from "@/lib/contracts/news-words";
import { formatP, formatShare, horizonWords, type StudyCell, type StudyGroup } from "./study-words";

/** What came out for one label, in a sentence: nothing found is said as plainly as something. */
export function studySentence(study: EventStudyAnswer, { label, cells }: StudyGroup): string {
  const { symbol, timeframe, against } = study;
  const enough = cells.filter(({ verdict }) => verdict !== "too_few");
  const longest = enough.at(-1);
  if (!longest) {
    const most = Math.max(0, ...cells.map(({ n }) => n));
    return `Too few ${label} stories about ${symbol} to say anything: ${formatCount(most)}, and ${TOO_FEW_EVENTS} are needed.`;
  }
  const less = against === "BTC" ? ", less that of BTC," : against === "basket" ? ", less that of the basket," : "";
  const moved = ({ horizon, n, mean }: StudyCell): string =>
    `over ${horizonWords(horizon, timeframe)} after ${formatCount(n)} ${label} stories the return of ${symbol}${less} was ${formatShare(mean ?? 0)} on average`;
  const band = ({ placebo_low: low, placebo_high: high }: StudyCell): string =>
    low === null || high === null ? "" : `${formatShare(low)} to ${formatShare(high)}`;
  const found = enough.filter(({ verdict }) => verdict === "effect");
  const [first] = found;
  if (!first) return `No effect found: ${moved(longest)}, and random times give ${band(longest)}.`;
  const others = found
    .slice(1)
    .map(({ horizon, mean }) => `${formatShare(mean ?? 0)} over ${horizonWords(horizon, timeframe)}`);
  const also = others.length > 0 ? `; also ${others.join(" and ")}` : "";
  const q = first.q === null ? "" : `, q ${formatP(first.q)}`;
  return `An effect, in the past: ${moved(first)}, where random times give ${band(first)}${q}${also}.`;
}
