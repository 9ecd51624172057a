import type { SnippetCall } from "./snippet-call";
import { type Language, writeSnippet } from "./write-snippet";

/** How a language sets a remark, and what stands between two calls. */
interface Grammar {
  readonly remark: string;
  /** Names of one call must not meet those of the next. */
  readonly braces?: boolean;
  /** A command does not end the line of its answer. */
  readonly between?: string;
}

const shell: Grammar = { remark: "#", between: "echo" };
const script: Grammar = { remark: "//", braces: true };
const python: Grammar = { remark: "#" };

const grammars: Readonly<Record<Language, Grammar>> = {
  python,
  "python-rest": python,
  javascript: script,
  fetch: script,
  curl: shell,
  "curl-gradio": shell,
};

/**
 * Several calls of one server as one script, in their order, each under a remark with its number and its function. What all
 * begin with, such as the import and the client, stands once at the top. One call is its own snippet; none is empty.
 */
export function writeScript(language: Language, calls: readonly SnippetCall[]): string {
  const [first] = calls;
  if (!first) return "";
  if (calls.length === 1) return writeSnippet(language, first);
  const { remark, braces, between } = grammars[language];
  const snippets = calls.map((call) => writeSnippet(language, call).split("\n"));
  // Two calls that share nothing: else what equal calls have in common would be taken for the beginning of all.
  const unlike = (["GET", "POST"] as const).map((method) =>
    writeSnippet(language, { ...first, method, name: method, path: `/${method}`, input: { [method]: 1 } }).split("\n"),
  );
  const head = commonHead([...snippets, ...unlike]);
  const parts = snippets.map((lines, at) => {
    const own = lines.slice(head.length);
    const body = braces ? ["{", ...own.map((line) => (line === "" ? "" : `  ${line}`)), "}"] : own;
    const more = between !== undefined && at < calls.length - 1 ? [between] : [];
    return [`${remark} ${at + 1} of ${calls.length}: ${calls[at]?.name}`, ...body, ...more].join("\n");
  });
  const top = head.join("\n").trimEnd();
  return [...(top === "" ? [] : [top]), ...parts].join("\n\n");
}

/** The lines that all begin with, as far as each is whole: one that ends in the middle of a call belongs to that call. */
function commonHead(snippets: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = snippets;
  const end = first.findIndex((line, at) => /[([{,\\]$/.test(line) || others.some((lines) => lines[at] !== line));
  return end < 0 ? first : first.slice(0, end);
}
