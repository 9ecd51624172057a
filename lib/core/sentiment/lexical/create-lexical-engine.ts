import { ok } from "../../errors";
import { failed } from "../../failure";
import type { Reading, SentimentEngine } from "../../ports";
import type { Lexicon } from "./lexicon";
import { createLexicalReader } from "./read-lexical";

/** Reads this many texts between two looks at the signal. */
const LOOK_EVERY = 64;

/** The lexical tier: needs no network and no model file, and always answers. */
export function createLexicalEngine(lexicon: Lexicon): SentimentEngine {
  const readText = createLexicalReader(lexicon);
  return {
    key: "lexical",
    name: "Lexical reader",
    engine: "lexical",
    id: "barometer-lexicon",
    revision: lexicon.revision,
    dtype: null,
    thresholds: lexicon.thresholds,
    calibrated: true,
    weight: 0.5,
    read({ texts, explain, signal }) {
      const readings: Reading[] = [];
      for (const text of texts) {
        if (readings.length % LOOK_EVERY === 0 && signal.aborted) return Promise.resolve(failed("cancelled"));
        readings.push(readText(text, { explain }));
      }
      return Promise.resolve(ok(readings));
    },
  };
}
