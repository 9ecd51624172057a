import { Note } from "@/components/blocks/note";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import { degradedWords } from "./degraded-words";
import { HubOffer } from "./hub-offer";

/** Which sources should have answered and did not, and what stands in for them. */
export function DegradedNote({
  answer: { degraded, provenance },
  left,
}: {
  answer: PricesAnswer;
  /** Seconds until the server is asked again; null where it answered. */
  left: number | null;
}) {
  const failed = degraded
    .filter(({ source }) => source !== provenance.source)
    // When the server is asked again is counted down below.
    .map((one) => (one.source === "server" && left !== null ? { ...one, retry_after_s: null } : one));
  if (failed.length === 0) return null;
  return (
    <Note tone="warn" className="mb-3">
      <span role="status" data-testid="degraded">
        {degradedWords(failed).join(" ")}{" "}
        {provenance.sample ? "Sample data are shown instead." : `${provenance.dataset} is shown instead.`}
      </span>
      {left === null ? null : <span data-testid="retry-in">Next try in {left} s.</span>}
      {failed.some(({ source }) => source === "server") ? <HubOffer /> : null}
    </Note>
  );
}
