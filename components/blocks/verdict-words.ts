import type { EngineName, ItemVerdict, Label, Scores, Thresholds } from "@/lib/contracts/verdict";
import { foreignWords } from "./language-words";

export { durationWords as duration } from "@/lib/core/words/duration-words";

export type Reading = Pick<ItemVerdict, "label" | "confidence" | "abstained" | "abstained_because">;
type ExplainedReading = Reading & Pick<ItemVerdict, "reasons" | "calibrated" | "engine" | "scores" | "language">;
export type Heading = ItemVerdict["label"] | "unsure";

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Shares as whole percents that sum to 100: what rounding leaves over goes to the largest remainders. */
export function wholePercents(shares: readonly number[]): number[] {
  const exact = shares.map((share) => share * 100);
  const floors = exact.map(Math.floor);
  const total = Math.round(exact.reduce((sum, share) => sum + share, 0));
  const left = total - floors.reduce((sum, share) => sum + share, 0);
  const byRemainder = exact
    .map((share, at) => ({ at, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest);
  for (const { at } of byRemainder.slice(0, Math.max(0, left))) floors[at] = (floors[at] ?? 0) + 1;
  return floors;
}

/** The percents that stand beside the bars: a sentence about one of them must say the same number. */
export function shownPercents(scores: Scores): Readonly<Record<Label, number>> {
  const [bullish = 0, neutral = 0, bearish = 0] = wholePercents([scores.bullish, scores.neutral, scores.bearish]);
  return { bullish, neutral, bearish };
}

/** The label, or "unsure" where the verdict should not be relied on: who gave it has compared it with the bounds of its engine. */
export const headingOf = ({ abstained, label }: Pick<Reading, "abstained" | "label">): Heading =>
  abstained ? "unsure" : label;

/** Whether nothing can be made of the scores, however sure they look: whoever gave them could not read the text. */
export const countsForNothing = (verdict: Pick<Reading, "abstained_because"> | undefined): boolean =>
  ["other_language", "too_short", "no_known_words"].some((reason) => reason === verdict?.abstained_because);

export const headingWords = {
  bullish: "Bullish",
  neutral: "Neutral",
  bearish: "Bearish",
  unsure: "Unsure",
} as const satisfies Record<Heading, string>;

/** Why a reading should not be relied on, in words; null where it may be. */
export function unsureWords(reading: Reading & Pick<ItemVerdict, "scores" | "language">): string | null {
  if (reading.abstained_because === "other_language")
    return `${foreignWords(reading.language)}; only English is read so far`;
  if (reading.abstained_because === "too_short") return "there is too little in it to judge";
  if (reading.abstained_because === "no_known_words")
    return "no word in it says anything about the market to this reader";
  if (reading.abstained_because === "models_disagree")
    return `the models disagree; taken together they lean ${reading.label}, at ${levelOf(reading)}`;
  return headingOf(reading) === "unsure"
    ? `${reading.label} is the best guess, at ${levelOf(reading)}: too close to call`
    : null;
}

const levelOf = ({ scores, label }: Pick<ItemVerdict, "scores" | "label">): string =>
  `${shownPercents(scores)[label]}%`;

/** How far to trust a reading, in words. The bounds come with the answer. */
export function confidenceWords(reading: ExplainedReading, thresholds: Thresholds): string {
  const unsure = unsureWords(reading);
  if (unsure !== null) return unsure;
  const word =
    reading.confidence < thresholds.fairly_sure_from
      ? "leaning"
      : reading.confidence < thresholds.sure_from
        ? "fairly sure"
        : "sure";
  const flat =
    reading.calibrated && reading.label === "neutral" && reading.reasons.length === 0
      ? "nothing in it leans either way; "
      : "";
  return `${flat}${word}, ${levelWords(reading)}`;
}

/** "71%: right about 7 times in 10 at this level". What a model says of itself was never compared with how often it is right. */
export const levelWords = (
  reading: Pick<ExplainedReading, "label" | "scores" | "confidence" | "calibrated" | "engine">,
) =>
  reading.calibrated
    ? `${levelOf(reading)}: right about ${howOften(reading.confidence)} at this level`
    : `${levelOf(reading)} by the ${whose(reading.engine)} own scale`;

export const isEnsemble = (engine: EngineName): boolean => engine.endsWith("_ensemble");

const whose = (engine: EngineName): string => (isEnsemble(engine) ? "models’" : "model’s");

function howOften(confidence: number): string {
  const level = Math.round(confidence * 100);
  if (Math.abs(level - 75) <= 2) return "3 times in 4";
  if (level >= 94) return "19 times in 20";
  return `${Math.round(level / 10)} times in 10`;
}

const engineWords = {
  hf_inference_api: "Hugging Face API",
  hf_inference_api_ensemble: "Hugging Face API",
  local_model: "local model",
  local_ensemble: "local models",
  embedded_model: "embedded model",
  browser_model: "browser model",
  lexical: "lexical reader",
} as const satisfies Record<EngineName, string>;

export const nameEngine = (engine: EngineName): string => engineWords[engine];

/** An engine by a name that may be newer than this page. */
export const nameKey = (key: string): string =>
  Object.entries(engineWords).find(([engine]) => engine === key)?.[1] ?? key.replaceAll("_", " ");

export const capitalise = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** Whole seconds, minutes or hours. */
export function wait(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
}
