import type { Entry, Lexicon } from "../../lib/core/sentiment/lexical/lexicon";
import type { Mined } from "./mine-phrases";

/** Adds mined phrases; a phrase starts as the sum of its words, so that only what it says beyond them is learned. */
export function extendLexicon(lexicon: Lexicon, mined: readonly Mined[]): Lexicon {
  const known = new Map(lexicon.entries.map((entry) => [entry.phrase, entry]));
  const fresh = mined.map(({ phrase }): Entry => {
    const words = phrase.split(" ");
    const parts = words.length === 1 ? [] : words.map((word) => known.get(word));
    return {
      phrase,
      tilt: parts.reduce((sum, part) => sum + (part?.tilt ?? 0), 0),
      plain: parts.reduce((sum, part) => sum + (part?.plain ?? 0), 0),
    };
  });
  return { ...lexicon, entries: [...lexicon.entries, ...fresh] };
}

/** An entry weaker than this moves no verdict and explains nothing. */
const LEAST = 0.1;
/** A mined entry has no reader's judgement behind it: it must say more to stay. */
const LEAST_MINED_TILT = 0.3;
const LEAST_MINED_PLAIN = 0.45;

/** Drops entries that came to nothing. `mined` holds the phrases that were found, not rated. */
export const pruneLexicon = (lexicon: Lexicon, mined: ReadonlySet<string>): Lexicon => ({
  ...lexicon,
  entries: lexicon.entries.filter(({ phrase, tilt, plain }) =>
    mined.has(phrase)
      ? Math.abs(tilt) >= LEAST_MINED_TILT || Math.abs(plain) >= LEAST_MINED_PLAIN
      : Math.abs(tilt) >= LEAST || Math.abs(plain) >= LEAST * 1.5,
  ),
});
