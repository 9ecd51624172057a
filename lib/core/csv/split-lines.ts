/** The lines of a text that hold something, the first `most` of them. */
export function splitLines(text: string, most = Number.POSITIVE_INFINITY): string[] {
  const lines: string[] = [];
  for (const [line] of text.matchAll(/[^\r\n]+/gu)) {
    if (line.trim() !== "") lines.push(line);
    if (lines.length >= most) break;
  }
  return lines;
}
