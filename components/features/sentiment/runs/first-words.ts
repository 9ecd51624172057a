const MOST = 90;

/** The beginning of a text on one line, cut between words where it can be, never within a letter. */
export function firstWords(text: string): string {
  const line = text
    .slice(0, 4 * MOST)
    .replace(/\s+/gu, " ")
    .trim();
  const letters = [...line];
  if (letters.length <= MOST) return text.trim().length > 4 * MOST ? `${line}…` : line;
  const cut = letters.slice(0, MOST).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > MOST / 2 ? cut.slice(0, space) : cut}…`;
}
