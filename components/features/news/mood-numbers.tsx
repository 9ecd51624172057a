import { formatCount } from "@/components/blocks/count-of";
import { Sign } from "@/components/ui/sign";
import type { MoodCounts } from "@/lib/core/news/news-archive";

const parts = [
  ["bullish", "bullish"],
  ["neutral", "neutral"],
  ["bearish", "bearish"],
  ["unclear", "unsure"],
] as const satisfies readonly (readonly [keyof MoodCounts, string])[];

/** Counts by verdict, each with its sign and its word. */
export function MoodNumbers({ counts }: { counts: MoodCounts }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {parts.map(([key, sign]) => (
        <span key={key} className="inline-flex items-center gap-1 whitespace-nowrap">
          <Sign of={sign} />
          <span>
            <span className="font-semibold text-text">{formatCount(counts[key])}</span> {key}
          </span>
        </span>
      ))}
    </span>
  );
}
