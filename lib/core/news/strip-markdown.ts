/**
 * Markdown without its signs where it plainly is Markdown: pictures, links with an address, headings, bold words, code. A lone `*`,
 * `_`, `#` or bracket is left, as headlines use them. Every pattern stops at its own beginning, so all are linear.
 */
export function stripMarkdown(text: string): string {
  if (!/[*_`#[]/.test(text)) return text;
  return text
    .replace(/!?\[([^[\]]{0,1000})\]\((?:[^()\s]{0,2000})(?:\s"[^"()]{0,300}")?\)/g, "$1")
    .replace(/^[ \t]{0,3}#{1,6}[ \t]+(?=\S)/gm, "")
    .replace(/(?<![\w*])\*\*(?=[^\s*])([^*\n]{1,1000})(?<=\S)\*\*(?![\w*])/g, "$1")
    .replace(/(?<![\w_])__(?=[^\s_])([^_\n]{1,1000})(?<=\S)__(?![\w_])/g, "$1")
    .replace(/(?<!`)(`{1,3})(?=[^`])([^`]{1,1000})\1(?!`)/g, "$2");
}
