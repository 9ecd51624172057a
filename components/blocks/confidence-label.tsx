import { cn } from "@/components/ui/cn";
import type { Scores } from "@/lib/contracts/verdict";
import { wholePercents } from "./verdict-words";

const order = ["bullish", "neutral", "bearish"] as const;

/** One meter per class: a bar, and a dashed leader from the name to its share. Without scores it keeps its size; those that count for nothing are faint. */
export function ConfidenceLabel({ scores, faint = false }: { scores: Scores | null; faint?: boolean }) {
  const percents = scores ? wholePercents(order.map((label) => scores[label])) : [];
  return (
    <div className={cn("grid gap-2.5 font-mono", faint && "text-muted")} data-faint={faint || undefined}>
      {order.map((label, at) => (
        <div key={label}>
          <div
            {...(scores
              ? {
                  role: "meter",
                  "aria-label": label,
                  "aria-valuemin": 0,
                  "aria-valuemax": 100,
                  "aria-valuenow": percents[at],
                  "aria-valuetext": `${percents[at]}%`,
                }
              : { "aria-hidden": true })}
            className="mb-1 h-1.5 rounded-full bg-raised"
          >
            <div
              className={cn("h-full rounded-full transition-[width] duration-300", faint ? "bg-line" : "bar-gradient")}
              style={{ width: scores ? `${scores[label] * 100}%` : 0 }}
            />
          </div>
          <div className="flex items-baseline gap-2">
            <span>{label}</span>
            <span className="flex-1 border-b border-dashed border-line" />
            <span>{scores ? `${percents[at]}%` : <span className="text-muted">–</span>}</span>
          </div>
        </div>
      ))}
    </div>
  );
}
