import type { Scores } from "@/lib/contracts/verdict";

const order = ["bullish", "neutral", "bearish"] as const;

/** Shares of the classes as one bar, each with its pattern. Decorative: the same stands beside it in words. */
export function ShareBar({ scores }: { scores: Scores }) {
  return (
    <span aria-hidden="true" className="flex h-2.5 gap-px overflow-hidden rounded-full bg-raised">
      {order.map((label) => (
        <span key={label} data-label={label} className="share" style={{ width: `${scores[label] * 100}%` }} />
      ))}
    </span>
  );
}
