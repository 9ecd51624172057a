import { knownOutlets, labelsBefore } from "./story-words";

/** UTF-8 that was read as Windows-1252: an apostrophe, and other quotes and dashes. */
const MISREAD_APOSTROPHE = /â€[™˜\u0098\u0099]/g;
const MISREAD_MARK = /â€[œ¦?“”\u009c\u009d\u0093\u0094\u00a6]?/g;
const QUOTES = /['’‘`´ʼ]/g;
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/g;
const BAR = /\s*\|\s*/g;
const DASH = /\s+[-–—·•]\s+/g;

const MOST_WORDS_OF_OUTLET = 4;
/** Less than that before it is no title. */
const LEAST_LEFT = 12;

/** What stands before the last separator, and behind it. Null where there is none, or hardly anything before it. */
function cutAtLast(title: string, separator: RegExp): readonly [before: string, after: string] | null {
  const match = [...title.matchAll(separator)].at(-1);
  if (match === undefined || match.index < LEAST_LEFT) return null;
  return [title.slice(0, match.index), title.slice(match.index + match[0].length).trim()];
}

/** A name: a few words, each with a capital, no figures. */
function isName(text: string): boolean {
  const words = text.split(/\s+/);
  return words.length <= MOST_WORDS_OF_OUTLET && words.every((word) => /^[\p{Lu}&][^\d/$]*$/u.test(word));
}

/** Without what an outlet puts behind its titles: " - Harbour Wire", " | Ledger Post". A dash is more often part of a title than a bar. */
function withoutOutlet(title: string, outlet: string): string {
  const own = outlet.trim().toLowerCase();
  const [bar, dash] = [cutAtLast(title, BAR), cutAtLast(title, DASH)];
  if (bar !== null && (isName(bar[1]) || bar[1].toLowerCase() === own)) return bar[0];
  if (dash !== null && (dash[1].toLowerCase() === own || knownOutlets.has(dash[1].toLowerCase()))) return dash[0];
  return title;
}

function withoutLabel(title: string): string {
  const match = /^[^\p{L}\p{N}$#"'“(]*([\p{L} ]{2,16})\s*[:|\-–]\s*(?=\S)/u.exec(title);
  if (match === null || !labelsBefore.has((match[1] ?? "").trim().toLowerCase())) return title;
  return title.slice(match[0].length);
}

/** A title as it is compared: one spelling of quotes and spaces, without labels before and outlets behind it. Capitals are left. */
export function foldTitle(title: string, outlet: string): string {
  const plain = title
    .replace(MISREAD_APOSTROPHE, "'")
    .replace(MISREAD_MARK, " ")
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .replace(QUOTES, "");
  return withoutOutlet(withoutLabel(plain), outlet);
}
