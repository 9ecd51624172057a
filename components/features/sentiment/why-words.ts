import { formatCount } from "@/components/blocks/count-of";
import { isEnsemble, nameKey } from "@/components/blocks/verdict-words";
import type { Verdict } from "@/lib/contracts/verdict";
import { nameModel } from "./engine-line";
import { isOwn } from "./is-own";
import type { Outcome } from "./use-mute";

const models = (verdict: Verdict): string =>
  isEnsemble(verdict.engine) ? "the models name none" : `${nameModel(verdict.model, verdict)} names none`;

/** Whose words they are, where they are not those of the model that gave the verdict. */
export const borrowedWords = (verdict: Verdict): string | null =>
  isOwn(verdict) || verdict.explained_by === null
    ? null
    : `Words that the ${nameKey(verdict.explained_by)} sees; ${models(verdict)}.`;

/** What can be done with the words, or why there are none. */
export function whyHint(verdict: Verdict): string {
  const { label, reasons, reasons_left_out: leftOut } = verdict;
  const own = isOwn(verdict);
  if (reasons.length === 0)
    return own
      ? "No single word carries this verdict."
      : `The lexical reader sees no word that leans; ${models(verdict)}.`;
  return [
    ...(own && label === "neutral" ? ["The marked words lean, but are too weak to decide."] : []),
    own
      ? "Mute a word to see what would flip the verdict."
      : "Mute a word to see what the lexical reader would say without it.",
    ...(leftOut > 0 ? [`The ${reasons.length} heaviest are marked, ${formatCount(leftOut)} lighter are not.`] : []),
  ].join(" ");
}

/** What comes after "Without …": only the reader's own verdict is "this". */
export const outcomeWords = ({ heading, still }: Outcome, own: boolean): string => {
  if (heading === null) return "the text could not be read again just now.";
  return own
    ? `this would ${still ? "still " : ""}be ${heading}.`
    : `the lexical reader would ${still ? "still " : ""}say ${heading}.`;
};
