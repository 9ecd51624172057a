import type { FlagReason } from "@/lib/contracts/flag";
import type { Label } from "@/lib/contracts/verdict";
import type { Answer } from "./use-sentiment";

export const reasonWords = {
  wrong_label: "The label is wrong",
  wrong_reasons: "The words that it names are wrong",
  offensive: "It is offensive",
  other: "Something else",
} as const satisfies Record<FlagReason, string>;

const expectations: readonly Label[] = ["bullish", "neutral", "bearish"];
const reasons = Object.keys(reasonWords);
const isReason = (value: unknown): value is FlagReason => typeof value === "string" && reasons.includes(value);

/** What the form of a flag says, with the verdict as it was shown. */
export function readFlag(form: FormData, { draft, verdict }: Answer) {
  const { label, confidence, engine, model, abstained } = verdict;
  const expected = expectations.find((each) => each === form.get("expected"));
  const reason = form.get("reason");
  const comment = String(form.get("comment") ?? "").trim();
  return {
    text: draft.text,
    category: draft.category,
    verdict: { label, confidence, engine, model, abstained },
    ...(expected && { expected }),
    reason: isReason(reason) ? reason : ("other" as const),
    ...(comment !== "" && { comment }),
    // The browser sends no form whose box is not ticked.
    consent: true as const,
  };
}
