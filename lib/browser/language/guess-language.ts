import { keepOffline } from "../keep-offline";
import { createLanguageLink } from "./create-language-link";

/** Asks the n-gram detector that the server asks; null where it is not on this device and cannot be fetched. */
export const guessLanguage = createLanguageLink({
  spawn: () => new Worker(new URL("../language.worker.ts", import.meta.url), { type: "module", name: "language" }),
  now: () => performance.now(),
  onScripts: keepOffline,
});
