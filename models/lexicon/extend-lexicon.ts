import type { Entry, Lexicon } from "../../lib/core/sentiment/lexical/lexicon";
import type { Mined } from "./mine-phrases";

/** Adds mined phrases; a phrase starts as the sum of its words, so that only what it says beyond them is learned. */
export function extendLexicon(lexicon: Lexicon, mined: readonly Mined[]): Lexicon {
  const known = new Map(lexicon.entries.map((entry) => [entry.phrase, entry]));
  const fresh = mined.map(({ phrase }): Entry => {
    const words = phrase.split(" ");
    const parts = words.length === 1 ? [] : words.map((word) => known.get(word));
    return { phrase, tilt: parts.reduce((sum, part) => sum + (part?.tilt ?? 0), 0), plain: parts.reduce((sum, part) => sum + (part?.plain ?? 0), 0) };
  });
  return { ...lexicon, entries: [...lexicon.entries, ...fresh] };
}

/** An entry weaker than this moves no verdict and explains nothing. */
const LEAST = 0.1;

/** Drops entries that came to nothing, rated or mined. */
export const pruneLexicon = (lexicon: Lexicon): Lexicon => ({
  ...lexicon,
  entries: lexicon.entries.filter(({ tilt, plain }) => Math.abs(tilt) >= LEAST || Math.abs(plain) >= LEAST * 1.5),
});
