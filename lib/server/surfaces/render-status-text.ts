import type { PlainStatus, StatusLine } from "../../services/describe-status";

/** How it goes as plain text; its first line is the one to look for. Control characters of others are left out. */
export function renderStatusText(status: PlainStatus): string {
  const { headline, sentence, answers, out, incidents, at } = status;
  return [
    headline,
    tame(sentence),
    "",
    ...answers.flatMap(({ question, lines }) => [question, ...lines.map((line) => `  ${textOf(line)}`)]),
    ...(out.length === 0
      ? []
      : ["", "What is out", ...out.map(({ name, words }) => `  ${tame(name)}: ${tame(words)}`)]),
    "",
    "What happened, newest first",
    ...(incidents.length === 0
      ? ["  Nothing yet."]
      : incidents.map((line) => `  ${stamp(line.at)}  ${tame(line.words)}`)),
    "",
    `Looked at ${stamp(at)}`,
    "",
  ].join("\n");
}

const textOf = ({ words, at }: StatusLine): string => (at === null ? tame(words) : `${tame(words)} ${stamp(at)}`);
const stamp = (at: string | null): string => (at === null ? "" : `${at.slice(0, 16).replace("T", " ")} UTC`);
/** One line stays one line. */
const tame = (words: string): string => words.replaceAll(/\p{Cc}+/gu, " ");
