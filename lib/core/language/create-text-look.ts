import type { LookAtText } from "../ports";
import type { CompiledLexicon } from "../sentiment/lexical/compile-lexicon";
import { createWordSurvey, type WordSurvey } from "../sentiment/lexical/survey-words";
import { createLanguageDetector } from "./create-language-detector";
import type { GuessLanguage } from "./to-guess";

/** A longer text is never too short, whatever stands in it. */
const LONGEST_SHORT = 2_000;

/** Makes a look at texts: what language one is in, and whether there is enough of it to judge. */
export function createTextLook(compiled: CompiledLexicon, guess: GuessLanguage): LookAtText {
  const survey = createWordSurvey(compiled);
  const { detect } = createLanguageDetector({ survey, guess });
  return async (text) => {
    const language = await detect(text);
    // Only of short texts the language stays open.
    const seen = language === null && text.length <= LONGEST_SHORT ? survey(text) : null;
    return { language, tooShort: seen !== null && saysNothing(seen), isStrange: seen !== null && isStrange(seen) };
  };
}

/**
 * Nothing in it carries a weight ("gm", "🚀" and "+5%" do), and it is one word, or nothing but names of coins, numbers, links and signs.
 * "BTC up" has two words and is read.
 */
const saysNothing = ({ words, coins, telling }: WordSurvey): boolean =>
  telling === 0 && (words === 0 || words + coins === 1);

/** Names of coins aside no word of it is English as far as anyone here knows: "Bitcoin est mort". */
const isStrange = ({ words, known, telling }: WordSurvey): boolean => words > 0 && known === 0 && telling === 0;
