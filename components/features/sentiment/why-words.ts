import { formatCount } from "@/components/blocks/count-of";
import { countsForNothing, isEnsemble, nameKey } from "@/components/blocks/verdict-words";
import type { Verdict } from "@/lib/contracts/verdict";
import { nameModel } from "./engine-line";
import { isOwn } from "./is-own";
import type { Outcome } from "./use-mute";

const models = (verdict: Verdict): string =>
  isEnsemble(verdict.engine)
    ? `the ${verdict.models.some(({ key }) => key === verdict.explained_by) ? "others" : "models"} name none`
    : `${nameModel(verdict.model, verdict)} names none`;

/** Who named the words: one of the models by its name, else the lexical reader. */
const nameReader = (key: string, { models: asked }: Verdict): string =>
  asked.find((model) => model.key === key && model.engine !== "lexical")?.name ?? nameKey(key);

/** Whose words they are, where they are not those of the model that gave the verdict. */
export const borrowedWords = (verdict: Verdict): string | null =>
  isOwn(verdict) || verdict.explained_by === null
    ? null
    : `Words that the ${nameReader(verdict.explained_by, verdict)} sees; ${models(verdict)}.`;

/** What can be done with the words, or why there are none. */
export function whyHint(verdict: Verdict): string {
  const { label, reasons, reasons_left_out: leftOut } = verdict;
  const own = isOwn(verdict);
  if (countsForNothing(verdict)) return "No word was weighed: the scores above count for nothing.";
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
