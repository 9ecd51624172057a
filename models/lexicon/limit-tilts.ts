import type { ChunkAnalysis } from "../../lib/core/sentiment/lexical/analyse-chunk";
import type { Lexicon } from "../../lib/core/sentiment/lexical/lexicon";
import { isFiller } from "./barred-words";
import type { LabelledText } from "./load-texts";

/** Sources of general chat: what only they teach may not outweigh the words of the market. */
const general = new Set(["goemotions", "semeval_4a"]);
/** From this share of texts of general chat on, a word counts as one of general chat. */
const SHARE = 0.85;
const MOST_OF_CHAT = 2;
/** Words of courtesy: what holds one is bounded wherever it was learned. */
const courtesy = new Set(
  "thank thanks thx ty please welcome congrats congratulations morning hello hi hope hoping lol lmao haha funny".split(
    " ",
  ),
);
const MOST_OF_COURTESY = 1.2;
/** A phrase rated this strongly by hand keeps what it learns. */
const STRONG = 2;

/** The most tilt that each entry may learn: none for fillers, little for courtesy and emotion learned from general chat. */
export function limitTilts(
  lexicon: Lexicon,
  ratings: ReadonlyMap<string, number>,
  texts: readonly LabelledText[],
  chunks: readonly ChunkAnalysis[],
): Float64Array {
  const all = new Float64Array(lexicon.entries.length);
  const chat = new Float64Array(lexicon.entries.length);
  chunks.forEach(({ found }, index) => {
    const isGeneral = general.has(texts[index]?.source ?? "");
    for (const { entry } of found) {
      if (entry < 0) continue;
      all[entry] = (all[entry] ?? 0) + 1;
      if (isGeneral) chat[entry] = (chat[entry] ?? 0) + 1;
    }
  });
  return Float64Array.from(lexicon.entries, ({ phrase }, entry) => {
    const rating = ratings.get(phrase);
    if ((rating ?? 0) === 0 && isFiller(phrase)) return 0;
    if (phrase.split(" ").some((word) => courtesy.has(word)) && Math.abs(rating ?? 0) < STRONG) return MOST_OF_COURTESY;
    if (Math.abs(rating ?? 0) >= STRONG) return Number.POSITIVE_INFINITY;
    return (chat[entry] ?? 0) >= SHARE * Math.max(1, all[entry] ?? 0) ? MOST_OF_CHAT : Number.POSITIVE_INFINITY;
  });
}
