// Finds out what language words are in, in a thread of its own: the detector's tables are a megabyte of script.
import { eld } from "eld/extrasmall";
import { toGuess } from "../core/language/to-guess";
import type { LanguageAnswer, LanguageQuestion } from "./language/create-language-link";
import { listScripts } from "./list-scripts";

let told = false;

self.onmessage = ({ data }: MessageEvent<LanguageQuestion>) => {
  const answer: LanguageAnswer = { id: data.id, guess: toGuess(eld.detect(data.words)) };
  self.postMessage(told ? answer : { ...answer, scripts: listScripts() });
  told = true;
};
