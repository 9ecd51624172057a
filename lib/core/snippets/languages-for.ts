import type { SnippetCall } from "./snippet-call";
import { languages } from "./write-snippet";

/** The languages that a call can be written in: Gradio's clients are given JSON, so a file is for the others. */
export const languagesFor = ({ answers }: Pick<SnippetCall, "answers">): readonly (typeof languages)[number][] =>
  answers === "text" ? languages.filter(({ gives }) => gives === "anything") : languages;
