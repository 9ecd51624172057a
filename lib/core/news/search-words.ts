import { stemmer } from "stemmer";

/** Longer ones are cut: nothing is found by its end. */
const MAX_WORD = 40;
const KEPT_STEMS = 20_000;

// A word may be held together by a zero-width non-joiner, as in Persian, and a ticker is marked by a dollar.
const word = /\$\p{L}[\p{L}\p{N}]*|[\p{L}\p{N}\p{M}]+(?:\u200c[\p{L}\p{N}\p{M}]+)*/gu;
const english = /^[a-z]{3,}$/;

/** They say nothing of what an item is about. */
const empty = new Set(
  "a an and are as at be been but by for from had has have he her his in is it its of on or she that the their they this to was were will with s t".split(
    " ",
  ),
);

/** Marks over Latin, Greek and Cyrillic letters, which few type. Those of other scripts are letters in their own right. */
const marks = /[\u0300-\u036f]/g;

/** Persian keyboards and Arabic ones write two letters differently. */
const persian = (letter: string): string => (letter === "\u064a" ? "\u06cc" : letter === "\u0643" ? "\u06a9" : "");

const stems = new Map<string, string>();

function stemOf(plain: string): string {
  const known = stems.get(plain);
  if (known !== undefined) return known;
  const stem = stemmer(plain);
  if (stems.size >= KEPT_STEMS) stems.clear();
  stems.set(plain, stem);
  return stem;
}

/**
 * The words of a text that it can be found by, in order, as often as they stand there: NFKD without marks over letters, lower case, letters and digits of any
 * script, English ones by their stem (Porter 1980), those that say nothing left out. `$BTC` gives `$btc` and `btc`.
 */
export function searchWords(text: string): string[] {
  const found: string[] = [];
  // A possessive is no word.
  for (const [match] of text
    .normalize("NFKD")
    .replace(marks, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’]s\b/gu, "")
    .matchAll(word)) {
    const whole = match.slice(0, MAX_WORD);
    const plain = whole.startsWith("$") ? whole.slice(1) : whole;
    if (whole !== plain) found.push(whole);
    if (empty.has(plain)) continue;
    found.push(english.test(plain) ? stemOf(plain) : plain.replace(/[\u200c\u064a\u0643]/g, persian));
  }
  return found;
}
