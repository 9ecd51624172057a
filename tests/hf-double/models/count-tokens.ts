import type { ModelCard } from "./catalogue";

/** Positions of the small encoders. */
const MOST_TOKENS = 512;

/** About how many tokens a text has: a piece for each six letters of a word, one for each sign, two for the ends. */
export function countTokens(text: string): number {
  let tokens = 2;
  for (const [piece] of text.matchAll(/[\p{L}\p{M}]+|\p{N}+|[^\s\p{L}\p{M}\p{N}]/gu))
    tokens += Math.ceil(piece.length / 6);
  return tokens;
}

/** What the pipeline says of a text that is too long for the model; null where it fits. */
export function tooLong(text: string, model: ModelCard): string | null {
  const tokens = countTokens(text);
  if (tokens <= MOST_TOKENS) return null;
  return model.arch === "roberta"
    ? "index out of range in self"
    : `The size of tensor a (${tokens}) must match the size of tensor b (${MOST_TOKENS}) at non-singleton dimension 1`;
}
