import type { NameNode } from "./build-coin-lexicon";
import type { Word } from "./split-words";

const russianEndings = ["ами", "ах", "ам", "ом", "ой", "ов", "ою", "а", "у", "е", "ы", "и", "ю", "я"];
const koreanParticles = [
  "에서",
  "으로",
  "까지",
  "부터",
  "은",
  "는",
  "이",
  "가",
  "을",
  "를",
  "의",
  "에",
  "도",
  "로",
  "과",
  "와",
  "만",
];
const arabicBeginnings = ["وال", "بال", "لل", "ال", "و", "ب", "ل"];
const hebrewBeginnings = ["ה", "ב", "ל", "ו", "מ"];

/** Word endings and beginnings of other languages; what is left must still be longer than they are. */
const SHORTEST_REST = 3;

function* restsOf(key: string): Generator<string> {
  const code = key.charCodeAt(key.length - 1);
  if (code >= 0x400 && code < 0x530) {
    for (const ending of russianEndings) if (key.endsWith(ending)) yield key.slice(0, -ending.length);
  } else if (code >= 0xac00 && code < 0xd7a4) {
    for (const particle of koreanParticles) if (key.endsWith(particle)) yield key.slice(0, -particle.length);
  } else if (code >= 0x590 && code < 0x700) {
    for (const beginning of code < 0x600 ? hebrewBeginnings : arabicBeginnings)
      if (key.startsWith(beginning)) yield key.slice(beginning.length);
    if (key.endsWith("ها")) yield key.slice(0, -2);
  }
}

function follow(node: NameNode, key: string): NameNode | undefined {
  const direct = node.next.get(key);
  if (direct !== undefined || key.charCodeAt(key.length - 1) < 0x400) return direct;
  for (const rest of restsOf(key)) {
    const next = rest.length >= SHORTEST_REST || rest.charCodeAt(0) >= 0xac00 ? node.next.get(rest) : undefined;
    if (next !== undefined) return next;
  }
  return undefined;
}

/** Whether two words may belong to one name: nothing, a space, a hyphen, a dot or the like between them. */
function isJoined(text: string, from: number, to: number): boolean {
  const gap = to - from;
  if (gap === 0) return true;
  if (gap === 1) return " \u00a0\u200c\u200d-\u2011_.'’".includes(text.charAt(from));
  return gap === 2 && text.slice(from, to).trim() === "" && !text.slice(from, to).includes("\n");
}

/** The longest name that begins with a word: what it stands for, and the word behind it. Null where none does. */
export function matchName(
  text: string,
  words: readonly Word[],
  from: number,
  root: NameNode,
): { readonly entry: NonNullable<NameNode["entry"]>; readonly to: number } | null {
  let node: NameNode | undefined = root;
  let best: { entry: NonNullable<NameNode["entry"]>; to: number } | null = null;
  for (let at = from; at < words.length; at += 1) {
    const word = words[at];
    const before = words[at - 1];
    if (word === undefined || (at > from && before !== undefined && !isJoined(text, before.end, word.start))) break;
    node = follow(node, word.key);
    if (node === undefined) break;
    // What is no coin is a name of its own, and is written as one: BTC Markets, but not BTC markets.
    const isPlain = node.entry?.symbol === null && word.shape === "lower" && word.key.length > 2 && at > from;
    if (node.entry !== null && !isPlain) best = { entry: node.entry, to: at + 1 };
  }
  return best;
}
