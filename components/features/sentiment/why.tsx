"use client";

import { useEffect, useState } from "react";
import { BlockTitle } from "@/components/blocks/block";
import { sideOf, signedWeight } from "@/components/blocks/highlight-segments";
import { HighlightedText } from "@/components/blocks/highlighted-text";
import type { ItemVerdict } from "@/lib/contracts/verdict";
import { ReasonTable } from "./reason-table";
import { useMute } from "./use-mute";
import type { Answer } from "./use-sentiment";

/** The words behind the verdict. Pointing at one shows its weight, pressing it takes it out and reads again. */
export function Why({ answer }: { answer: Answer }) {
  const { text } = answer.draft;
  const { reasons } = answer.verdict;
  const { muted, toggle, outcome } = useMute(text, answer.verdict);
  const [pointed, setPointed] = useState<number | null>(null);
  useEffect(() => {
    if (reasons.length === 0) setPointed(null);
  }, [reasons]);
  const reason = pointed === null ? undefined : reasons[pointed];
  return (
    <section aria-label="Why" className="border-t border-line px-5 py-3.5">
      <BlockTitle className="mb-1.5">Why</BlockTitle>
      <HighlightedText text={text} reasons={reasons} muted={muted} onMute={toggle} onPoint={setPointed} />
      <p className="mt-2.5 min-h-[1.5em] text-label">
        {reason ? (
          <>
            <q className="foreign">{reason.text}</q> leans {sideOf(reason.weight)}, weight {signedWeight(reason.weight)}
          </>
        ) : reasons.length === 0 ? (
          "No single word carries this verdict."
        ) : (
          hint(answer.verdict)
        )}
      </p>
      <p role="status" className="min-h-[1.5em] font-semibold">
        {outcome ? <MuteOutcome outcome={outcome} label={answer.verdict.label} /> : null}
      </p>
      {reasons.length > 0 ? <ReasonTable reasons={reasons} /> : null}
    </section>
  );
}

function hint({ label, reasons, reasons_left_out: leftOut }: ItemVerdict): string {
  return [
    ...(label === "neutral" ? ["The marked words lean, but are too weak to decide."] : []),
    "Mute a word to see what would flip the verdict.",
    ...(leftOut > 0 ? [`The ${reasons.length} heaviest are marked, ${leftOut.toLocaleString()} lighter are not.`] : []),
  ].join(" ");
}

function MuteOutcome({
  outcome,
  label,
}: {
  outcome: NonNullable<ReturnType<typeof useMute>["outcome"]>;
  label: ItemVerdict["label"];
}) {
  const heading = outcome.heading;
  return (
    <>
      Without <q className="foreign">{outcome.words}</q> this would {heading === label ? "still " : ""}be {heading}.
    </>
  );
}
