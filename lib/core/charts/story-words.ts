import { countOf, formatCount } from "./count-of";
import type { StoryCounts } from "./prepare-news-marks";

/** "3 stories: 2 bullish, 1 bearish"; "no story" where there is none. */
export function storyWords(counts: StoryCounts): string {
  const { bullish, neutral, bearish, unclear } = counts;
  const all = bullish + neutral + bearish + unclear;
  if (all === 0) return "no story";
  const parts = (["bullish", "neutral", "bearish", "unclear"] as const).filter((name) => counts[name] > 0);
  const kinds = parts.map((name) => (all === 1 ? name : `${formatCount(counts[name])} ${name}`)).join(", ");
  return `${countOf(all, "story", "stories")}: ${kinds}`;
}
