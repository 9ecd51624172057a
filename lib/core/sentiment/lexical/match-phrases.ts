import type { CompiledLexicon } from "./compile-lexicon";
import { kinds, type Tokens } from "./tokens";

/** A phrase of the lexicon, or one with a role, found in the text. */
export interface Match {
  /** Index of the entry; -1 for a pure role phrase or a signed number. */
  entry: number;
  roles: number;
  /** First and last token, inclusive. */
  first: number;
  last: number;
  /** Set of contexts, as bits in the order of `contexts`. */
  contexts: number;
  /** Index of the move that belongs to it, -1 when none. */
  move: number;
}

const { word: WORD, number: NUMBER, multiple: MULTIPLE, cashtag: CASHTAG, stop: STOP } = kinds;

/** Most numbers that a phrase may step over ("hits 3-month high", "above $10k"). */
const MOST_NUMBERS = 2;

/**
 * Finds phrases among the tokens `from` to `to` (exclusive), leftmost first and each as long as it can be.
 * Numbers inside a phrase are stepped over; pauses and stops end it. Linear: a phrase has few words.
 */
export function matchPhrases(tokens: Tokens, from: number, to: number, compiled: CompiledLexicon): Match[] {
  const found: Match[] = [];
  const { first, next, vocabularySize, goesOn, entryAt, rolesAt, coin } = compiled;
  const { kind, word } = tokens;
  for (let at = from; at < to; at++) {
    const id = kind[at] === CASHTAG ? coin : (word[at] ?? -1);
    let node = id < 0 ? 0 : (first[id] ?? 0);
    if (node === 0) continue;
    let best = (entryAt[node] ?? -1) >= 0 || rolesAt[node] !== 0 ? node : 0;
    let last = at;
    let numbers = 0;
    for (let ahead = at + 1; ahead < to && goesOn[node] === 1; ahead++) {
      const kindAhead = kind[ahead] ?? STOP;
      if (kindAhead >= NUMBER && kindAhead <= MULTIPLE) {
        if (++numbers > MOST_NUMBERS) break;
        continue;
      }
      const idAhead = kindAhead === CASHTAG ? coin : kindAhead === WORD ? (word[ahead] ?? -1) : -1;
      node = idAhead < 0 ? 0 : (next.get(node * vocabularySize + idAhead) ?? 0);
      if (node === 0) break;
      if ((entryAt[node] ?? -1) >= 0 || rolesAt[node] !== 0) {
        best = node;
        last = ahead;
      }
    }
    if (best === 0) continue;
    found.push({ entry: entryAt[best] ?? -1, roles: rolesAt[best] ?? 0, first: at, last, contexts: 0, move: -1 });
    at = last;
  }
  return found;
}
