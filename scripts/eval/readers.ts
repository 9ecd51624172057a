import vader from "vader-sentiment";
import type { Scores } from "../../lib/contracts/verdict";
import { parseLexicon } from "../../lib/core/sentiment/lexical/lexicon";
import lexicon from "../../lib/core/sentiment/lexical/lexicon.json" with { type: "json" };
import { createLexicalReader } from "../../lib/core/sentiment/lexical/read-lexical";

/** A reader under measurement: one text in, three scores out. `confidence` false when its scores are no probabilities. */
export interface MeasuredReader {
  readonly name: string;
  readonly confidence: boolean;
  read(text: string): Scores;
}

/** VADER calls a text neutral between these compound scores (Hutto & Gilbert 2014). */
const VADER_NEUTRAL = 0.05;

/** VADER's compound score, as three scores whose highest is its label. */
export const vaderReader: MeasuredReader = {
  name: "vader",
  confidence: false,
  read(text) {
    const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(text);
    const isNeutral = Math.abs(compound) < VADER_NEUTRAL;
    const rest = isNeutral ? 0.4 : 1;
    return { bullish: (rest * (1 + compound)) / 2, neutral: 1 - rest, bearish: (rest * (1 - compound)) / 2 };
  },
};

function lexicalReader(): MeasuredReader {
  const read = createLexicalReader(parseLexicon(lexicon));
  return { name: "lexical", confidence: true, read: (text) => read(text, { explain: false }).scores };
}

const makers: Readonly<Record<string, () => MeasuredReader>> = { lexical: lexicalReader };
export const engineNames = Object.keys(makers);

/** Makes the reader of an engine, or returns null for a name it does not know. */
export function createReader(name: string): MeasuredReader | null {
  return Object.hasOwn(makers, name) ? (makers[name]?.() ?? null) : null;
}
