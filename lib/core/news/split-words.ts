/** A word of a text with its place, and what its letters say. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** Folded for comparing: small letters, one form of each; empty where the word is too long to be a name. */
  readonly key: string;
  readonly shape: "upper" | "capital" | "lower" | "other";
}

/** Longer ones are no names: their letters are not looked at. */
const LONGEST = 40;

// What belongs together in one word: a change of the number ends it. Writing without spaces stands alone, letter by letter.
const NONE = 0;
const LETTER = 1;
const KATAKANA = 2;
const HIRAGANA = 3;
const HANGUL = 4;
const ALONE = 5;
const MARK = 6;

const letter = /[\p{L}\p{N}\p{M}\p{Cs}]/u;
const katakana = /[\p{Script=Katakana}ー]/u;
const hiragana = /\p{Script=Hiragana}/u;
const hangul = /\p{Script=Hangul}/u;
const mark = /\p{M}/u;
const alone = /[\p{Script=Han}\p{Script=Thai}]/u;

function classify(code: number): number {
  const char = String.fromCharCode(code);
  if (!letter.test(char)) return NONE;
  if (alone.test(char)) return ALONE;
  if (mark.test(char)) return MARK;
  if (katakana.test(char)) return KATAKANA;
  if (hiragana.test(char)) return HIRAGANA;
  return hangul.test(char) ? HANGUL : LETTER;
}

/** Kinds of the letters seen so far, plus one: text of a language has few, and each is looked up once. */
const kinds = new Uint8Array(0x10000);

function kindOf(code: number): number {
  const known = kinds[code] ?? 0;
  if (known > 0) return known - 1;
  const kind = classify(code);
  kinds[code] = kind + 1;
  return kind;
}

/** Text in UTF-8 that was read as Latin: what comes of a no-break space, an apostrophe, a dash. Not letters of a word. */
const isDebris = (code: number, next: number): boolean =>
  (code === 0xc2 && ((next >= 0x80 && next < 0xc0) || next === 0x5c)) ||
  (code === 0xe2 && (next === 0x20ac || next === 0x80));

/** A line end or a byte that came as its escape, as in text that was printed for programmers: as wide as it is, or 0. */
function escapeAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x5c) return 0;
  if ("nrt".includes(text.charAt(at + 1))) return 2;
  return /^x[\da-f]{2}$/i.test(text.slice(at + 1, at + 4)) ? 4 : 0;
}

const marks = /[\u0610-\u061a\u064b-\u065f\u0670\u0640]/g;

/** One form of a word: compatible letters made plain, small letters, one ye, kaf and alef, no vowel signs. */
export const foldWord = (word: string): string =>
  word
    .normalize("NFKC")
    .replace(marks, "")
    .replace(/[يى]/g, "ی")
    .replaceAll("ك", "ک")
    .replace(/[أإ]/g, "ا")
    .toLowerCase();

/** Bits: what of it there is in a word in plain letters. */
const CAPITAL = 1;
const SMALL = 2;
const FOREIGN = 4;

function lookAt(word: string): number {
  let look = 0;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    if (code > 0x7f) return FOREIGN;
    if (code >= 0x61) look |= SMALL;
    else if (code >= 0x41) look |= CAPITAL;
  }
  return look;
}

function shapeOf(word: string, lower: string): Word["shape"] {
  const upper = word.toUpperCase();
  if (lower === upper) return "other";
  if (word === upper) return "upper";
  if (word === lower) return "lower";
  return word.charAt(0) !== lower.charAt(0) ? "capital" : "other";
}

function toWord(text: string, start: number, end: number): Word {
  const word = end - start <= LONGEST ? text.slice(start, end) : "";
  const look = lookAt(word);
  if (look === FOREIGN) return { start, end, key: foldWord(word), shape: shapeOf(word, word.toLowerCase()) };
  if ((look & CAPITAL) === 0) return { start, end, key: word, shape: look === SMALL ? "lower" : "other" };
  if (look === CAPITAL) return { start, end, key: word.toLowerCase(), shape: "upper" };
  const first = word.charCodeAt(0);
  return { start, end, key: word.toLowerCase(), shape: first >= 0x41 && first < 0x5b ? "capital" : "other" };
}

/** Runs of letters and digits of one kind of writing, in order. Takes time in proportion to the text, whatever is in it. */
export function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const kind = isDebris(code, text.charCodeAt(at + 1)) ? NONE : kindOf(code);
    let end = at + Math.max(1, escapeAt(text, at));
    if (kind === ALONE) {
      words.push({ start: at, end, key: text.charAt(at), shape: "other" });
    } else if (kind !== NONE) {
      while (end < text.length) {
        const next = text.charCodeAt(end);
        const nextKind = kindOf(next);
        if ((nextKind !== kind && nextKind !== MARK) || isDebris(next, text.charCodeAt(end + 1))) break;
        end += 1;
      }
      words.push(toWord(text, at, end));
    }
    at = end;
  }
  return words;
}
