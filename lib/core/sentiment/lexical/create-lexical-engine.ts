import { ok } from "../../errors";
import { failed } from "../../failure";
import { calibrationOf } from "../../models/calibration";
import type { SentimentEngine } from "../../ports";
import type { Lexicon } from "./lexicon";
import { createLexicalReader } from "./read-lexical";

/** The lexical tier: needs no network and no model file, and always answers. A reader that is at hand need not be made again. */
export function createLexicalEngine(lexicon: Lexicon, readText = createLexicalReader(lexicon)): SentimentEngine {
  return {
    key: "lexical",
    name: "Lexical reader",
    engine: "lexical",
    id: "barometer-lexicon",
    revision: lexicon.revision,
    dtype: null,
    thresholds: lexicon.thresholds,
    calibrated: calibrationOf("lexical", null) !== null,
    weight: 0.5,
    languages: ["en"],
    // One look at the signal is enough: nothing can abort while this thread reads. Who calls keeps the slices short.
    read: ({ texts, explain, signal }) =>
      Promise.resolve(signal.aborted ? failed("cancelled") : ok(texts.map((text) => readText(text, { explain })))),
  };
}
