import { type GuessLanguage, toGuess } from "../../core/language/to-guess";

/**
 * Asks the n-gram detector. A browser asks the same one, of the same size, so that both say the same. Its tables are loaded with the first
 * question, which takes a tenth of a second and some thirty megabytes. Where they cannot be, scripts alone tell.
 */
export const guessLanguage: GuessLanguage = async (words) => {
  const library = await import("eld/extrasmall").catch(() => null);
  return library && toGuess(library.eld.detect(words));
};
