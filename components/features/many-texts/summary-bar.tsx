import { percent } from "@/components/blocks/verdict-words";
import type { Counts } from "./tally";

const kinds = ["bullish", "neutral", "bearish", "unsure"] as const;

/** The shares of the verdicts as one bar, with the same in words under it. */
export function SummaryBar({ counts }: { counts: Counts }) {
  const read = kinds.reduce((sum, kind) => sum + counts[kind], 0);
  // Each is rounded by itself: equal counts show equal shares, even where the sum is then 99 or 101.
  const words = kinds
    .flatMap((kind) => (counts[kind] > 0 ? [`${percent(counts[kind] / read)} ${kind}`] : []))
    .join(", ");
  return (
    <div className="px-3 py-2.5">
      <div aria-hidden="true" className="flex h-3 gap-px overflow-hidden rounded-full bg-raised">
        {kinds.map((kind) => (
          <span
            key={kind}
            data-label={kind}
            className="share"
            style={{ width: read > 0 ? `${(counts[kind] / read) * 100}%` : 0 }}
          />
        ))}
      </div>
      <p className="mt-1.5 min-h-[1.5em] text-[13px] text-label" data-testid="summary">
        {read > 0 ? words : "The shares of the verdicts show here."}
        {counts.failed > 0 ? ` · ${new Intl.NumberFormat("en").format(counts.failed)} not read` : ""}
      </p>
    </div>
  );
}
