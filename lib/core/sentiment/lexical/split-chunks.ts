import { kinds, type Tokens } from "./tokens";

/** Longest part that is read at once, in folded characters. */
const CHUNK_LENGTH = 2_000;

/**
 * Splits the tokens of a text into parts of at most `CHUNK_LENGTH` characters, at the end of a sentence where one is
 * in the second half of the part, else between two tokens. Returns the token index where each part ends (exclusive).
 */
export function splitChunks(tokens: Tokens): number[] {
  const ends: number[] = [];
  let start = 0;
  let sentenceEnd = -1;
  for (let at = 0; at < tokens.size; at++) {
    const base = tokens.from[start] ?? 0;
    if ((tokens.to[at] ?? 0) - base > CHUNK_LENGTH && at > start) {
      const end = sentenceEnd > start && (tokens.to[sentenceEnd - 1] ?? 0) - base > CHUNK_LENGTH / 2 ? sentenceEnd : at;
      ends.push(end);
      start = end;
      sentenceEnd = -1;
    }
    if (tokens.kind[at] === kinds.stop) sentenceEnd = at + 1;
  }
  if (ends.length === 0 || start < tokens.size) ends.push(tokens.size);
  return ends;
}
