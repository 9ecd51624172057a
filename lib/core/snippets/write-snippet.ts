import type { SnippetCall } from "./snippet-call";
import { toCurl } from "./to-curl";
import { toGradioCurl } from "./to-gradio-curl";
import { toGradioJavascript } from "./to-gradio-javascript";
import { toGradioPython } from "./to-gradio-python";
import { toJavascript } from "./to-javascript";
import { toPython } from "./to-python";
import { toRequest } from "./to-request";

/** Ways to write a call down. Those of Gradio's clients first; the others need nothing installed. */
export const languages = [
  { id: "python", label: "Python", needs: "pip install gradio_client", gives: "json" },
  { id: "javascript", label: "JavaScript", needs: "npm install @gradio/client", gives: "json" },
  { id: "curl", label: "cURL", needs: null, gives: "anything" },
  { id: "curl-gradio", label: "cURL (Gradio)", needs: null, gives: "json" },
  { id: "fetch", label: "fetch", needs: null, gives: "anything" },
  { id: "python-rest", label: "Python (REST)", needs: null, gives: "anything" },
] as const;

export type Language = (typeof languages)[number]["id"];

const writers: Readonly<Record<Language, (call: SnippetCall) => string>> = {
  python: toGradioPython,
  javascript: toGradioJavascript,
  curl: (call) => toCurl(toRequest(call)),
  "curl-gradio": toGradioCurl,
  fetch: (call) => toJavascript(toRequest(call)),
  "python-rest": (call) => toPython(toRequest(call)),
};

/** The call as code that runs as it stands, whatever is in its input, and prints the answer. */
export const writeSnippet = (language: Language, call: SnippetCall): string => writers[language](call);
