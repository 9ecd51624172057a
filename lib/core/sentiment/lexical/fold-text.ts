import { entities, plainer } from "./fold-tables";

/** A text made plain for matching: lower case, no accents, no invisible characters, straight quotes. */
export interface FoldedText {
  readonly text: string;
  /** Start of each folded unit in the original text; null when offsets are the same in both. */
  readonly starts: Int32Array | null;
  /** End (exclusive) of each folded unit in the original text; null as above. */
  readonly ends: Int32Array | null;
}

const LONGEST_ENTITY = 6;
const SEMICOLON = 59;
const AMPERSAND = 38;
const BACKTICK = 96;

const dropped = /[\p{M}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]/gu;
const mark = /^\p{M}$/u;

/** Some ligatures stand for whole sentences; their first letter does. Without a bound a text could grow eighteenfold. */
const LONGEST_FOLD = 3;
const CACHE_SIZE = 8_192;
const cache = new Map<number, string>();

/** Folds one code point. Upper then lower case, so that every case variant meets ("ß" and "SS", both sigmas). */
function foldCodePoint(codePoint: number): string {
  const known = cache.get(codePoint);
  if (known !== undefined) return known;
  const char = String.fromCodePoint(codePoint);
  // Looked up in canonical form first: some characters are mere twins of a quote.
  const special = plainer[char.normalize("NFD")];
  const base = [...char.normalize("NFKD").replace(dropped, "")].map((each) => plainer[each] ?? each).join("");
  const whole =
    special ??
    [...base]
      .map((c) => [...c.toUpperCase()].map((u) => u.toLowerCase()).join(""))
      .join("")
      .normalize("NFKD")
      .replace(dropped, "");
  // Counted in code points: two letters of a rare script are four code units, and half a letter is none.
  const letters = [...whole];
  const folded = letters.length > LONGEST_FOLD ? (letters[0] ?? "") : whole;
  if (cache.size >= CACHE_SIZE) cache.clear();
  cache.set(codePoint, folded);
  return folded;
}

/** Finds an old-style HTML entity at `at` (where an ampersand stands); returns its text and length, or null. */
function entityAt(text: string, at: number): { value: string; length: number } | null {
  // Looked for by hand: without a bound, a text of ampersands would be searched to its end for each.
  let end = at + 1;
  while (end <= at + 1 + LONGEST_ENTITY && text.charCodeAt(end) !== SEMICOLON) end++;
  if (end > at + 1 + LONGEST_ENTITY) return null;
  const name = text.slice(at + 1, end).toLowerCase();
  const value = Object.hasOwn(entities, name) ? entities[name] : undefined;
  return value === undefined ? null : { value, length: end - at + 1 };
}

/** Where the run of plain ASCII that starts at `from` ends: before what is folded, decoded or a quote of another kind. */
function plainEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c >= 128 || c === AMPERSAND || c === BACKTICK) break;
  }
  return at;
}

/**
 * Folds a text for matching, with a map back to the original offsets.
 * Works code point by code point, so composed, decomposed, upper-case and zero-width-littered variants fold alike.
 */
export function foldText(text: string): FoldedText {
  if (plainEnd(text, 0) === text.length) return { text: text.toLowerCase(), starts: null, ends: null };
  const parts: string[] = [];
  let starts = new Int32Array(text.length + 64);
  let ends = new Int32Array(text.length + 64);
  let size = 0;
  for (let i = 0; i < text.length; ) {
    const plain = plainEnd(text, i);
    if (plain > i) {
      if (size + plain - i > starts.length) {
        starts = grow(starts, size + plain - i);
        ends = grow(ends, size + plain - i);
      }
      parts.push(text.slice(i, plain).toLowerCase());
      while (i < plain) {
        starts[size] = i++;
        ends[size++] = i;
      }
      continue;
    }
    const codePoint = text.codePointAt(i) ?? 0;
    let length = codePoint > 0xffff ? 2 : 1;
    let folded: string;
    if (codePoint === AMPERSAND) {
      const entity = entityAt(text, i);
      folded = entity?.value ?? "&";
      length = entity?.length ?? 1;
    } else folded = foldCodePoint(codePoint);
    if (size + folded.length > starts.length) {
      starts = grow(starts, size + folded.length);
      ends = grow(ends, size + folded.length);
    }
    // An accent belongs to the letter before it: the span of that letter ends after it.
    if (folded === "" && size > 0 && ends[size - 1] === i && mark.test(text.slice(i, i + length)))
      ends[size - 1] = i + length;
    for (let k = 0; k < folded.length; k++, size++) {
      starts[size] = i;
      ends[size] = i + length;
    }
    parts.push(folded);
    i += length;
  }
  return { text: parts.join(""), starts, ends };
}

function grow(buffer: Int32Array, needed: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(needed, buffer.length * 2));
  larger.set(buffer);
  return larger;
}
