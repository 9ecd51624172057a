import { COIN, coinNames } from "./coin-names";
import { contexts, type Lexicon, moves } from "./lexicon";
import { looseWords, topicWords } from "./loose-words";
import { listRoles, roles as roleBits, slightWords, takeOverWords } from "./role-words";

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
  /** Weights of each move, by its index. */
  readonly moveTilt: Float64Array;
  readonly movePlain: Float64Array;
  /** Factor of each context, by its bit. */
  readonly factors: Float64Array;
  readonly coin: number;
  /** Id of the word "in", which ties a direction to what it is told of ("a rise in fees"). */
  readonly inside: number;
  /** Whether a word id tells something of the content: no article, pronoun or the like. */
  readonly hasContent: Uint8Array;
  /** Whether a word id takes over as what the next words are told of. */
  readonly takesOver: Uint8Array;
  /** Whether a word id says that a move is small. */
  readonly isSlight: Uint8Array;
}

const directions = roleBits.up | roleBits.down | roleBits.above | roleBits.below | roleBits.extreme;

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
  for (const word of [...slightWords, ...takeOverWords, ...topicWords]) intern(word);
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
  // "Fund outflows" weighs as "outflows" does, unless it has a weight of its own.
  [...roles.values()].forEach((bits, index) => {
    const words = phrases[lexicon.entries.length + index] ?? [];
    const head = first[words.at(-1) ?? 0] ?? 0;
    const node = walk(words);
    if ((bits & roleBits.burden) !== 0 && entryAt[node] === -1 && ((rolesAt[head] ?? 0) & roleBits.burden) !== 0)
      entryAt[node] = entryAt[head] ?? -1;
  });
  const isNegator = (word: number): boolean => ((rolesAt[first[word] ?? 0] ?? 0) & roleBits.negator) !== 0;
  const deniers = [...roles.entries()]
    .filter(([phrase, bits]) => (bits & roleBits.negator) !== 0 && phrase.includes(" "))
    .map(([phrase]) => phraseWords(phrase).map((word) => vocabulary.get(word) ?? -1));
  // "drops below" still tells a direction: a longer entry keeps the direction and level roles of its words.
  // And "as volatility" is of the burden volatility, unless it is good: "cuts costs" needs no turning.
  lexicon.entries.forEach(({ tilt }, index) => {
    const words = phrases[index] ?? [];
    if (words.length < 2) return;
    const node = walk(words);
    if (tilt <= 0)
      rolesAt[node] = (rolesAt[node] ?? 0) | ((rolesAt[first[words.at(-1) ?? 0] ?? 0] ?? 0) & roleBits.burden);
    // "Fails to break below" tells no direction: what it denies did not happen.
    if (words.some((word) => isNegator(word)) || deniers.some((denier) => holds(words, denier))) return;
    for (const word of words) rolesAt[node] = (rolesAt[node] ?? 0) | ((rolesAt[first[word] ?? 0] ?? 0) & directions);
  });
  const flag = (words: Iterable<string>): Uint8Array => {
    const flags = new Uint8Array(size);
    for (const word of words) flags[vocabulary.get(word) ?? size] = 1;
    return flags;
  };
  const hasContent = flag(looseWords).map((isLoose) => 1 - isLoose);
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
    moveTilt: Float64Array.from(moves, (move) => lexicon.moves[move].tilt),
    movePlain: Float64Array.from(moves, (move) => lexicon.moves[move].plain),
    factors: Float64Array.from(contexts, (context) => lexicon.factors[context]),
    coin,
    inside: vocabulary.get("in") ?? -1,
    hasContent,
    takesOver: flag(takeOverWords),
    isSlight: flag(slightWords),
  };
}

/** Whether the words hold the part, in one piece. */
const holds = (words: readonly number[], part: readonly number[]): boolean =>
  words.some((_, from) => part.every((word, index) => words[from + index] === word));

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
