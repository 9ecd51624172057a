import { analyseChunk } from "./analyse-chunk";
import type { CompiledLexicon } from "./compile-lexicon";
import { foldText } from "./fold-text";
import { looseWords } from "./loose-words";
import { scanTokens } from "./scan-tokens";
import { createTokenBuffer, kinds } from "./tokens";

/** What the lexicon knows of the words of a text. */
export interface WordSurvey {
  /** Words with a letter in them; names of coins, links and handles aside. */
  readonly words: number;
  /** How many of them the lexicon or its list of function words knows. All of them are English. */
  readonly known: number;
  /** Names and tickers of coins. */
  readonly coins: number;
  /** Words, emoji and moves that carry a weight. */
  readonly telling: number;
}

const letter = /\p{L}/u;

/** Makes a counter of words over a compiled lexicon. It takes time linear in the text: give it a beginning. */
export function createWordSurvey(compiled: CompiledLexicon): (text: string) => WordSurvey {
  const buffer = createTokenBuffer(256);
  return (text) => {
    const folded = foldText(text).text;
    const tokens = scanTokens(folded, compiled.idOf, buffer);
    let words = 0;
    let known = 0;
    let coins = 0;
    for (let index = 0; index < tokens.size; index++) {
      const kind = tokens.kind[index];
      const id = tokens.word[index] ?? -1;
      if (kind === kinds.cashtag || id === compiled.coin) coins++;
      if (kind !== kinds.word || id === compiled.coin) continue;
      const word = folded.slice(tokens.from[index], tokens.to[index]);
      if (!letter.test(word)) continue;
      words++;
      if (id >= 0 || looseWords.has(word)) known++;
    }
    return { words, known, coins, telling: analyseChunk(tokens, 0, tokens.size, compiled).known };
  };
}
