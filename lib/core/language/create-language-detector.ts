import type { LanguageDetector } from "../ports";
import type { WordSurvey } from "../sentiment/lexical/survey-words";
import { findScript, hasForeignLetters } from "./find-script";
import { LOOKED_AT, plainWords } from "./plain-words";
import type { GuessLanguage, LanguageGuess } from "./to-guess";

/** In the Latin script fewer words than these are too few to tell: names and slang look like anything. */
const LEAST_WORDS = 4;
/** A text of which so many words are known is English, whatever it looks like. Of foreign texts a third are at most, by chance. */
const ENGLISH_FROM = 0.4;
/** Texts that are foreign fit their language much better than English; names make English texts look foreign by less. */
const LEAST_LEAD = 1.3;
/** Where nearly all words are written large they may all be names. */
const LEAST_LEAD_OF_NAMES = 1.8;

/**
 * The language of a text: by its script where that is not Latin, as English where its words are known, else by a library that is
 * believed only where it is sure. Made to hardly ever call an English text foreign. Never fails.
 */
export function createLanguageDetector(options: {
  readonly survey: (text: string) => WordSurvey;
  readonly guess: GuessLanguage;
}): LanguageDetector {
  const isEnglish = ({ words, known }: WordSurvey): boolean => words >= LEAST_WORDS && known >= ENGLISH_FROM * words;
  return {
    async detect(text) {
      const beginning = text.slice(0, LOOKED_AT);
      // Most texts: as they are, for the words of a hashtag are of no language.
      if (!beginning.includes("#") && !hasForeignLetters(beginning) && isEnglish(options.survey(beginning)))
        return "en";
      const plain = plainWords(text);
      const script = findScript(plain);
      if (script.tag !== null) {
        const guess = script.shared ? await options.guess(plain) : null;
        return guess === null || guess.language === "en" || !guess.reliable ? script.tag : toTag(guess.language);
      }
      const seen = options.survey(plain);
      if (seen.words < LEAST_WORDS) return null;
      if (isEnglish(seen)) return "en";
      const guess = await options.guess(plain);
      return guess === null ? null : believe(guess, plain);
    },
  };
}

function believe({ language, reliable, lead }: LanguageGuess, plain: string): string | null {
  if (language === "en") return "en";
  const least = (plain.match(smallWord)?.length ?? 0) < LEAST_WORDS ? LEAST_LEAD_OF_NAMES : LEAST_LEAD;
  return reliable && lead >= least ? toTag(language) : null;
}

const smallWord = /(?<![\p{L}\p{M}'’-])\p{Ll}/gu;

/** Codes of the library that say less, or other, than the tag of the same letters: its Kurdish is the one in Arabic letters. */
const toTag = (code: string): string => (code === "ku" ? "ckb" : code);
