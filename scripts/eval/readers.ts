import { readFileSync } from "node:fs";
import vader from "vader-sentiment";
import type { Scores } from "../../lib/contracts/verdict";
import { parseLexicon } from "../../lib/core/sentiment/lexical/lexicon";
import lexicon from "../../lib/core/sentiment/lexical/lexicon.json" with { type: "json" };
import { createLexicalReader } from "../../lib/core/sentiment/lexical/read-lexical";
import { createNeuralReader } from "./create-neural-reader";
import type { MeasuredReader } from "./measured-reader";
import type { Dtype } from "./open-network";

/** VADER calls a text neutral between these compound scores (Hutto & Gilbert 2014). */
const VADER_NEUTRAL = 0.05;

/** VADER's compound score, as three scores whose highest is its label. */
export const vaderReader: MeasuredReader = {
  name: "vader",
  confidence: false,
  readAll: async (texts) => texts.map(readByVader),
};

function readByVader(text: string): Scores {
  const { compound } = vader.SentimentIntensityAnalyzer.polarity_scores(text);
  const isNeutral = Math.abs(compound) < VADER_NEUTRAL;
  const rest = isNeutral ? 0.4 : 1;
  return { bullish: (rest * (1 + compound)) / 2, neutral: 1 - rest, bearish: (rest * (1 - compound)) / 2 };
}

const makeLexicalReader = (found: unknown) => createLexicalReader(parseLexicon(found));
const readLexical = makeLexicalReader(lexicon);

/** The lexical reader with the project's lexicon, or with that of `file`. */
export function createMeasuredLexical(file?: string): MeasuredReader {
  const read = file === undefined ? readLexical : makeLexicalReader(JSON.parse(readFileSync(file, "utf8")));
  return {
    name: "lexical",
    confidence: true,
    readAll: async (texts) => texts.map((text) => read(text, { explain: false }).scores),
  };
}

export interface ReaderSettings {
  /** Folder of the model that `embedded` and `fusion` read. */
  readonly model: string;
  readonly dtype: Dtype;
}

const readPlainly = (text: string) => readLexical(text, { explain: false });

const makers: Readonly<Record<string, (settings: ReaderSettings) => Promise<MeasuredReader>>> = {
  lexical: async () => createMeasuredLexical(),
  embedded: (settings) => createNeuralReader({ ...settings, fused: false, readLexical: readPlainly }),
  fusion: (settings) => createNeuralReader({ ...settings, fused: true, readLexical: readPlainly }),
};
export const engineNames = Object.keys(makers);

/** Makes the reader of an engine, or returns null for a name it does not know. */
export async function createReader(name: string, settings: ReaderSettings): Promise<MeasuredReader | null> {
  return Object.hasOwn(makers, name) ? ((await makers[name]?.(settings)) ?? null) : null;
}
