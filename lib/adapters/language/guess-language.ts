import { eld } from "eld/extrasmall";
import { type GuessLanguage, toGuess } from "../../core/language/to-guess";

/** Asks the n-gram detector. A browser asks the same one, of the same size, so that both say the same. */
export const guessLanguage: GuessLanguage = (words) => toGuess(eld.detect(words));
