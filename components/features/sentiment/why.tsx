"use client";

import { BlockTitle } from "@/components/blocks/block";
import { sideOf, signedWeight } from "@/components/blocks/highlight-segments";
import { HighlightedText } from "@/components/blocks/highlighted-text";
import { ReasonTable } from "@/components/blocks/reason-table";
import { useStateOf } from "@/components/blocks/use-state-of";
import { isOwn } from "./is-own";

import { useMute } from "./use-mute";
import type { Answer } from "./use-sentiment";
import { borrowedWords, outcomeWords, whyHint } from "./why-words";

/** The words behind the verdict. Pointing at one shows its weight, pressing it takes it out and reads again. */
export function Why({ answer }: { answer: Answer }) {
  const { verdict } = answer;
  const { text } = answer.draft;
  const { reasons } = verdict;
  const own = isOwn(verdict);
  const borrowed = borrowedWords(verdict);
  // The quick read and the server's verdict of one text name the same words: what is muted holds over that change.
  const key = JSON.stringify([text, reasons.map((reason) => reason.start)]);
  const { muted, toggle, outcome } = useMute(key, answer);
  const [pointed, setPointed] = useStateOf<number | null>(key, null);
  const reason = pointed === null ? undefined : reasons[pointed];
  return (
    <section aria-label="Why" className="border-t border-line px-5 py-3.5">
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4">
        <BlockTitle>Why</BlockTitle>
        {borrowed ? <p className="text-[13px] text-muted">{borrowed}</p> : null}
      </div>
      <HighlightedText text={text} reasons={reasons} muted={muted} onMute={toggle} onPoint={setPointed} />
      <p className="mt-2.5 min-h-[1.5em] text-label">
        {reason ? (
          <>
            <q className="foreign">{reason.text}</q> leans {sideOf(reason.weight)}, weight {signedWeight(reason.weight)}
          </>
        ) : (
          whyHint(verdict)
        )}
      </p>
      <p role="status" className="min-h-[1.5em] font-semibold">
        {outcome ? (
          <>
            Without <q className="foreign">{outcome.words}</q> {outcomeWords(outcome, own)}
          </>
        ) : null}
      </p>
      {reasons.length > 0 ? <ReasonTable reasons={reasons} /> : null}
    </section>
  );
}
