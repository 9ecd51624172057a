import { aboutText } from "./about-text";
import type { DescribedApi } from "./described-function";
import { toMarkdown } from "./to-markdown";

/** `/llms-full.txt`: every function as Markdown. */
export const toLlmsFullText = ({ functions, types }: DescribedApi, origin: string): string =>
  `${[...aboutText, ...functions.map((each) => toMarkdown(each, types, origin))].join("\n\n")}\n`;
