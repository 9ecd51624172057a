import { buildCoinLexicon, type TaggedCoin } from "./build-coin-lexicon";
import { findCandidates } from "./find-candidates";
import type { CoinMention } from "./news-item";
import { splitWords } from "./split-words";
import { weighCandidates } from "./weigh-candidates";

/** Coins of one text; what follows is not told. */
const MOST = 20;

/**
 * Makes the reader that tells which of some coins a text speaks of: each once, at its first mention that leaves no doubt, in the
 * order of the text, twenty at the most. Names, symbols, pairs, cashtags and accounts are read; words that are no coins (ONE, Near,
 * Stellar) only with evidence beside them. Time is in proportion to the text, whatever is in it.
 */
export function createCoinTagger(coins: readonly TaggedCoin[]): (text: string) => readonly CoinMention[] {
  const lexicon = buildCoinLexicon(coins);
  return (text) => {
    const words = splitWords(text);
    const found = findCandidates(text, words, lexicon);
    weighCandidates(text, words, found);
    const mentions = new Map<string, CoinMention>();
    for (const { symbol, start, end, sure } of found) {
      if (mentions.size === MOST) break;
      if (sure && !mentions.has(symbol)) mentions.set(symbol, { symbol, start, end, text: text.slice(start, end) });
    }
    return [...mentions.values()];
  };
}
