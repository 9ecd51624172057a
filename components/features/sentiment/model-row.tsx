import { ShareBar } from "@/components/blocks/share-bar";
import { duration, wholePercents } from "@/components/blocks/verdict-words";
import { Sign } from "@/components/ui/sign";
import type { Degraded, ModelReading } from "@/lib/contracts/verdict";
import { reasonOf } from "./degraded-words";

const order = ["bullish", "neutral", "bearish"] as const;

/** What one model said: a bar for the eyes, a sentence for the ears; without an answer, why. On a phone the bar has its own line. */
export function ModelRow({ model, degraded }: { model: ModelReading; degraded: readonly Degraded[] }) {
  const { name, label, scores, latency_ms: ms } = model;
  if (!scores || !label)
    return (
      <li className="col-span-full grid grid-cols-subgrid">
        <span className="[overflow-wrap:anywhere] text-muted max-wide:col-span-full">
          {name}
          <span className="sr-only">: </span>
        </span>
        <span className="col-span-3 text-label">no answer: {reasonOf(model, degraded)}</span>
      </li>
    );
  const percents = wholePercents(order.map((each) => scores[each]));
  // A share of exactly 0 is of a class that the model does not have.
  const words = [
    ...order.flatMap((each, at) => (each === "neutral" && scores.neutral === 0 ? [] : [`${each} ${percents[at]}%`])),
    ...(scores.neutral === 0 ? ["knows no neutral"] : []),
  ].join(", ");
  return (
    <li className="col-span-full grid grid-cols-subgrid items-center gap-y-0.5" title={words}>
      <span className="sr-only">{`${name}: ${words}, ${duration(ms)}`}</span>
      <span aria-hidden="true" className="[overflow-wrap:anywhere]">
        {name}
      </span>
      <span className="max-wide:order-last max-wide:col-span-full">
        <ShareBar scores={scores} />
      </span>
      <span aria-hidden="true" className="text-end font-mono text-xs whitespace-nowrap text-label">
        <Sign of={label} className="me-1 size-2.5" />
        {label} {percents[order.indexOf(label)]}%
      </span>
      <span aria-hidden="true" className="text-end font-mono text-xs whitespace-nowrap text-muted">
        {duration(ms)}
      </span>
    </li>
  );
}
