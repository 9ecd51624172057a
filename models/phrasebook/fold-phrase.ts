/** A text as its words alone: case, accents, punctuation, links and handles count for nothing. */
export function foldPhrase(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/https?:\/\/\S+|@\w+/gu, " ")
    .replace(/\p{M}|['’]/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
