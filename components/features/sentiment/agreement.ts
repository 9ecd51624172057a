import { countsForNothing } from "@/components/blocks/verdict-words";
import type { ModelReading, Verdict } from "@/lib/contracts/verdict";

/** Bounds of the words: from the second one on, the server abstains. */
const DIFFER_FROM = 0.1;
const DISAGREE_FROM = 0.3;

type Asked = Pick<Verdict, "models" | "disagreement" | "abstained_because">;

/** How far the models are apart; null where that says nothing: fewer than two answered, or none of them could read the text. */
export const shownDisagreement = (verdict: Asked): number | null =>
  countsForNothing(verdict) ? null : verdict.disagreement;

/** What the heading over the models says: how far they are apart, or how many of them answered. */
export function agreementWords(verdict: Asked): string {
  const { models } = verdict;
  const disagreement = shownDisagreement(verdict);
  if (disagreement !== null) {
    if (disagreement < DIFFER_FROM) return "Models agree";
    return disagreement < DISAGREE_FROM ? "Models differ" : "Models disagree";
  }
  return `${models.filter(({ status }) => status === "ok").length} of ${models.length} answered`;
}

/** Those who answered first, the weightiest on top; always in one order, whoever was fastest. */
export const inOrder = (models: readonly ModelReading[]): readonly ModelReading[] =>
  models.toSorted(
    (a, b) =>
      Number(a.status === "failed") - Number(b.status === "failed") ||
      b.weight - a.weight ||
      a.name.localeCompare(b.name, "en"),
  );
