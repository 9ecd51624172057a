/** Sentences first; a sentence that is too long is cut between words, a word that is too long anywhere. */
const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/**
 * Guesses how many tokens a tokenizer makes of a text, rather too many than too few: a piece for four letters of a word, one for each
 * digit, sign or letter of a script that is written without spaces.
 */
export function guessTokens(text: string): number {
  let tokens = 0;
  for (const [piece] of text.matchAll(/[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}\p{M}]+|[^\s]/gu)) {
    tokens += piece.length > 4 ? Math.ceil(piece.length / 4) : 1;
  }
  return tokens;
}

/** Cuts a text into parts of at most `maxTokens` guessed tokens, each as many whole sentences as fit. At least one part. */
export function splitText(text: string, maxTokens: number): string[] {
  const room = maxTokens - 2;
  const parts: string[] = [];
  let part = "";
  let used = 0;
  const add = (piece: string): void => {
    const tokens = guessTokens(piece);
    if (used > 0 && used + tokens > room) {
      parts.push(part.trim());
      part = "";
      used = 0;
    }
    part += piece;
    used += tokens;
  };
  for (const { segment } of sentences.segment(text)) {
    if (guessTokens(segment) <= room) add(segment);
    else for (const [piece] of segment.matchAll(/\S{1,64}\s*|\s+/gu)) add(piece);
  }
  if (part.trim() !== "" || parts.length === 0) parts.push(part.trim());
  return parts;
}
