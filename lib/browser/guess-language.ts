import { type GuessLanguage, type LanguageGuess, toGuess } from "../core/language/to-guess";
import { keepOffline } from "./keep-offline";

/** A verdict does not wait longer for the library, which comes over the network once and is kept from then on. */
const PATIENCE_MS = 1_500;

type Library = typeof import("eld/extrasmall");
let loading: Promise<Library | null> | null = null;

/** Fetched when the first text comes whose words and script do not tell; one that could not come is tried again with the next text. */
function load(): Promise<Library | null> {
  loading ??= import("eld/extrasmall").then(
    (library) => {
      keepOffline();
      return library;
    },
    () => {
      loading = null;
      return null;
    },
  );
  return loading;
}

/** Asks the n-gram detector that the server asks; null where it is not on this device and cannot be fetched. */
export const guessLanguage: GuessLanguage = async (words): Promise<LanguageGuess | null> => {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const library = await Promise.race([load(), late]);
  return library && toGuess(library.eld.detect(words));
};
