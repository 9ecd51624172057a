import type { Label, Scores } from "../../../contracts/verdict";
import { parseLexicon } from "./lexicon";
import json from "./lexicon.json" with { type: "json" };
import { createLexicalReader } from "./read-lexical";

/** The shipped lexicon and its reader, for tests. */
export const shippedLexicon = parseLexicon(json);
export const readShipped = createLexicalReader(shippedLexicon);

/** The class with the highest score. */
export function topLabel(scores: Scores): Label {
  if (scores.bullish >= scores.neutral && scores.bullish >= scores.bearish) return "bullish";
  return scores.neutral >= scores.bearish ? "neutral" : "bearish";
}
