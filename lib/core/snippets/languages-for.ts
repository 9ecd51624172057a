import type { SnippetCall } from "./snippet-call";
import { type Language, languages } from "./write-snippet";

export type LanguageEntry = (typeof languages)[number];

/** The languages that calls can be written in together: Gradio's clients are given JSON, so a file is for the others. */
export const languagesFor = (calls: readonly Pick<SnippetCall, "answers">[]): readonly LanguageEntry[] =>
  calls.some(({ answers }) => answers === "text") ? languages.filter(({ gives }) => gives === "anything") : languages;

/** The language that was chosen or, where it is none of the possible ones, the first of them. */
export const pickLanguage = (possible: readonly LanguageEntry[], chosen: Language): LanguageEntry =>
  possible.find(({ id }) => id === chosen) ?? possible[0] ?? languages[0];
