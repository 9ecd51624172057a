import { COIN, coinNames } from "./coin-names";
import { contexts, type Lexicon } from "./lexicon";
import { listRoles, roles as roleBits } from "./role-words";

/** A lexicon made ready for matching: word ids, a trie of phrases, weights in flat arrays. */
export interface CompiledLexicon {
  readonly lexicon: Lexicon;
  /** Vocabulary id of a folded word or emoji, -1 when unknown. */
  readonly idOf: (word: string) => number;
  /** First trie node of a word id; 0 when no phrase starts with it. */
  readonly first: Int32Array;
  /** Next trie node, keyed by node * vocabulary size + word id. */
  readonly next: ReadonlyMap<number, number>;
  readonly vocabularySize: number;
  /** Whether any longer phrase goes on from a node. */
  readonly goesOn: Uint8Array;
  /** Entry at a node, -1 when none ends there. */
  readonly entryAt: Int32Array;
  /** Roles of the phrase at a node. */
  readonly rolesAt: Int32Array;
  readonly tilt: Float64Array;
  readonly plain: Float64Array;
  /** Factor of each context, by its bit. */
  readonly factors: Float64Array;
  readonly coin: number;
}

const directions = roleBits.up | roleBits.down | roleBits.above | roleBits.below;

/** Words of a phrase as the scanner would cut them. */
const phraseWords = (phrase: string): string[] => phrase.split(/[\s-]+/u).filter((word) => word !== "");

/** Builds the trie and arrays. Takes some milliseconds for ten thousand entries; do it once. */
export function compileLexicon(lexicon: Lexicon): CompiledLexicon {
  const vocabulary = new Map<string, number>();
  const intern = (word: string): number => {
    const known = vocabulary.get(word);
    if (known !== undefined) return known;
    vocabulary.set(word, vocabulary.size);
    return vocabulary.size - 1;
  };
  const coin = intern(COIN);
  const roles = listRoles();
  const phrases = [
    ...lexicon.entries.map((entry) => phraseWords(entry.phrase)),
    ...[...roles.keys()].map(phraseWords),
  ].map((words) => words.map(intern));
  for (const name of coinNames) vocabulary.set(name, coin);

  const size = vocabulary.size;
  const first = new Int32Array(size);
  const next = new Map<number, number>();
  const entryAt = [-1];
  const rolesAt = [0];
  const goesOn = [0];
  const addNode = (): number => {
    entryAt.push(-1);
    rolesAt.push(0);
    goesOn.push(0);
    return entryAt.length - 1;
  };
  const walk = (words: readonly number[]): number => {
    let node = 0;
    words.forEach((word, depth) => {
      const key = node * size + word;
      let child = depth === 0 ? (first[word] ?? 0) : (next.get(key) ?? 0);
      if (child === 0) {
        child = addNode();
        goesOn[node] = 1;
        if (depth === 0) first[word] = child;
        else next.set(key, child);
      }
      node = child;
    });
    return node;
  };
  lexicon.entries.forEach((_, index) => {
    entryAt[walk(phrases[index] ?? [])] = index;
  });
  [...roles.values()].forEach((bits, index) => {
    rolesAt[walk(phrases[lexicon.entries.length + index] ?? [])] = bits;
  });
  // "drops below" still tells a direction: a longer entry keeps the direction and level roles of its words.
  lexicon.entries.forEach((_, index) => {
    const words = phrases[index] ?? [];
    if (words.length < 2) return;
    const node = walk(words);
    for (const word of words) rolesAt[node] = (rolesAt[node] ?? 0) | ((rolesAt[first[word] ?? 0] ?? 0) & directions);
  });
  return {
    lexicon,
    idOf: (word) => findWord(vocabulary, word),
    first,
    next,
    vocabularySize: size,
    goesOn: Uint8Array.from(goesOn),
    entryAt: Int32Array.from(entryAt),
    rolesAt: Int32Array.from(rolesAt),
    tilt: Float64Array.from(lexicon.entries, (entry) => entry.tilt),
    plain: Float64Array.from(lexicon.entries, (entry) => entry.plain),
    factors: Float64Array.from(contexts, (context) => lexicon.factors[context]),
    coin,
  };
}

/** Looks a word up as it is, then without "'s", then with drawn-out letters shortened ("soooo", "moooon"). */
function findWord(vocabulary: ReadonlyMap<string, number>, word: string): number {
  const id = vocabulary.get(word);
  if (id !== undefined) return id;
  if (word.length > 3 && word.endsWith("'s")) return vocabulary.get(word.slice(0, -2)) ?? -1;
  return hasTriple(word) ? (vocabulary.get(shorten(word, 2)) ?? vocabulary.get(shorten(word, 1)) ?? -1) : -1;
}

function hasTriple(word: string): boolean {
  for (let i = 2; i < word.length; i++) if (word[i] === word[i - 1] && word[i] === word[i - 2]) return true;
  return false;
}

function shorten(word: string, most: number): string {
  let out = "";
  let run = 0;
  for (let i = 0; i < word.length; i++) {
    run = word[i] === word[i - 1] ? run + 1 : 1;
    if (run <= most) out += word[i];
  }
  return out;
}
