import { Note } from "@/components/blocks/note";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import { degradedWords } from "./degraded-words";
import { HubOffer } from "./hub-offer";

/** Which sources should have answered and did not, and what stands in for them. */
export function DegradedNote({ answer: { degraded, provenance } }: { answer: PricesAnswer }) {
  const failed = degraded.filter(({ source }) => source !== provenance.source);
  if (failed.length === 0) return null;
  return (
    <Note tone="warn" className="mb-3">
      <span role="status" data-testid="degraded">
        {degradedWords(failed).join(" ")}{" "}
        {provenance.sample ? "Sample data are shown instead." : `${provenance.dataset} is shown instead.`}
      </span>
      {failed.some(({ source }) => source === "server") ? <HubOffer /> : null}
    </Note>
  );
}
