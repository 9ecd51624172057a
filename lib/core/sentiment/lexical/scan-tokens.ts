import { DIGIT, isAlnum, kindOf, LETTER, SPACE } from "./char-kinds";
import { readNumber } from "./read-number";
import { createTokenBuffer, kinds, marks, pushToken, type TokenBuffer, type Tokens } from "./tokens";

/** Longer runs of letters are cut: no word is that long, and lookups stay cheap. */
const LONGEST_WORD = 48;

const currencies = new Set([..."$€£¥₹₿₩"].map((c) => c.charCodeAt(0)));
const currencyWords = new Set(["usd", "usdt", "usdc", "dollars", "dollar", "eur", "euros", "rs", "inr", "gbp"]);
const DOT = 46;
const PERCENT = 37;
const PLUS = 43;
const MINUS = 45;
const APOSTROPHE = 39;

/** The smileys typed with signs that are common enough to matter. Returns [entry, length] or null. */
function smileyAt(text: string, at: number): readonly [string, number] | null {
  const nose = text.charCodeAt(at + 1) === MINUS ? 2 : 1;
  const mouth = text[at + nose];
  if (mouth === ")" || mouth === "d" || mouth === "]") {
    if (mouth === "d" && isAlnum(text.charCodeAt(at + nose + 1))) return null;
    return [":)", nose + 1];
  }
  if (mouth === "(" || mouth === "[") return [":(", nose + 1];
  return null;
}

/** Turns folded text into tokens in one pass. `idOf` gives the vocabulary id of a word or emoji, or -1. */
export function scanTokens(text: string, idOf: (word: string) => number, reuse?: TokenBuffer): Tokens {
  const out = reuse ?? createTokenBuffer();
  out.size = 0;
  out.markNext = 0;
  for (let i = 0; i < text.length; ) i = scanOne(text, i, idOf, out);
  return out;
}

function scanOne(text: string, i: number, idOf: (word: string) => number, out: TokenBuffer): number {
  const code = text.charCodeAt(i);
  const kind = kindOf(code);
  if (kind === SPACE) return i + 1;
  if (kind === LETTER) return scanWord(text, i, idOf, out);
  if (kind === DIGIT) return scanNumber(text, i, out);
  return code < 128 ? scanSign(text, i, code, idOf, out) : scanSymbol(text, i, idOf, out);
}

function scanWord(text: string, i: number, idOf: (word: string) => number, out: TokenBuffer): number {
  let end = i + 1;
  const limit = Math.min(text.length, i + LONGEST_WORD);
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (isAlnum(code)) continue;
    if (code === APOSTROPHE && kindOf(text.charCodeAt(end + 1)) === LETTER) continue;
    break;
  }
  const word = text.slice(i, end);
  if ((word === "http" || word === "https") && text.startsWith("://", end)) return skipLink(text, end);
  if (word === "www" && text.charCodeAt(end) === DOT) return skipLink(text, end);
  const before = out.size - 1;
  if (before >= 0 && mergeUnit(text, word, end, before, out)) return end;
  pushToken(out, kinds.word, i, end, idOf(word));
  return end;
}

/** "12 percent" and "12 per cent" are percents, "500 usdt" is money. True when the word was taken into the number. */
function mergeUnit(text: string, word: string, end: number, before: number, out: TokenBuffer): boolean {
  if (
    word === "cent" &&
    before > 0 &&
    out.kind[before - 1] === kinds.number &&
    text.slice(out.from[before], out.to[before]) === "per"
  ) {
    out.size--;
    out.kind[before - 1] = kinds.percent;
    out.to[before - 1] = end;
    return true;
  }
  if (out.kind[before] !== kinds.number) return false;
  if (word === "percent" || word === "pct") out.kind[before] = kinds.percent;
  else if (word === "x") out.kind[before] = kinds.multiple;
  else if (currencyWords.has(word)) out.kind[before] = kinds.money;
  else return false;
  out.to[before] = end;
  return true;
}

function skipLink(text: string, i: number): number {
  let end = i;
  while (end < text.length && kindOf(text.charCodeAt(end)) !== SPACE && text.charCodeAt(end) !== 10) end++;
  return end;
}

function scanNumber(text: string, i: number, out: TokenBuffer): number {
  const { end, value } = readNumber(text, i);
  const before = text.charCodeAt(i - 1);
  const signed =
    (before === PLUS || before === MINUS) && !isAlnum(text.charCodeAt(i - 2)) ? (before === PLUS ? 1 : -1) : 0;
  const from = signed === 0 ? i : i - 1;
  if (text.charCodeAt(end) === PERCENT) {
    pushToken(out, kinds.percent, from, end + 1, -1, value, signed);
    return end + 1;
  }
  const isMoney = currencies.has(before) || (signed !== 0 && currencies.has(text.charCodeAt(i - 2)));
  pushToken(out, isMoney ? kinds.money : kinds.number, isMoney ? i - 1 : from, end, -1, value, signed);
  return end;
}

function scanSign(text: string, i: number, code: number, idOf: (word: string) => number, out: TokenBuffer): number {
  const next = text.charCodeAt(i + 1);
  const char = text[i];
  if ((char === "$" || char === "@") && isAlnum(next)) {
    if (char === "$" && kindOf(next) === DIGIT) return i + 1;
    let end = i + 1;
    while (end < text.length && end - i < LONGEST_WORD && (isAlnum(text.charCodeAt(end)) || text[end] === "_")) end++;
    pushToken(out, char === "$" ? kinds.cashtag : kinds.mention, i, end);
    return end;
  }
  if (char === "#") {
    if (isAlnum(next)) out.markNext |= marks.hashtag;
    return i + 1;
  }
  if (char === ":" || char === ";" || char === "=") {
    const smiley = smileyAt(text, i);
    if (smiley !== null) {
      pushToken(out, kinds.word, i, i + smiley[1], idOf(smiley[0]));
      return i + smiley[1];
    }
  }
  if (char === "<" && next === 51) {
    pushToken(out, kinds.word, i, i + 2, idOf("<3"));
    return i + 2;
  }
  if (char === "/" && text[i + 1] === "s" && !isAlnum(text.charCodeAt(i + 2)) && !isAlnum(text.charCodeAt(i - 1))) {
    const last = out.size - 1;
    if (last >= 0 && endsLine(text, i + 2) && !followsNumber(out))
      out.mark[last] = (out.mark[last] ?? 0) | marks.sarcasm;
    return i + 2;
  }
  if (char === "." && isAlnum(next)) return i + 1;
  if (char === "." || char === "!" || char === "?" || char === ";" || char === ":" || char === "\n" || char === "|") {
    const last = out.size - 1;
    if (last >= 0 && out.kind[last] === kinds.stop) {
      if (char === "?" || char === "!") out.value[last] = Math.max(out.value[last] ?? 0, code);
      out.to[last] = i + 1;
    } else pushToken(out, kinds.stop, i, i + 1, -1, code);
    return i + 1;
  }
  const isDash =
    code === MINUS &&
    (i === 0 || kindOf(text.charCodeAt(i - 1)) === SPACE || text.charCodeAt(i - 1) === MINUS) &&
    kindOf(next) !== DIGIT;
  if (char === "," || char === "(" || char === ")" || isDash) {
    const last = out.size - 1;
    if (last >= 0 && (out.kind[last] === kinds.pause || out.kind[last] === kinds.stop)) return i + 1;
    pushToken(out, kinds.pause, i, i + 1);
  }
  return i + 1;
}

const closing = new Set([..."\n.!?)"].map((c) => c.charCodeAt(0)));

/** Whether nothing more is said here: the end, a closing sign, or an address. */
function endsLine(text: string, i: number): boolean {
  let at = i;
  while (at < text.length && kindOf(text.charCodeAt(at)) === SPACE) at++;
  return at >= text.length || closing.has(text.charCodeAt(at)) || text.startsWith("http", at);
}

/** "65,000 transactions /s" tells a rate. */
const followsNumber = ({ kind, size }: TokenBuffer): boolean =>
  kind[size - 1] === kinds.number || (size > 1 && kind[size - 1] === kinds.word && kind[size - 2] === kinds.number);

function scanSymbol(text: string, i: number, idOf: (word: string) => number, out: TokenBuffer): number {
  const codePoint = text.codePointAt(i) ?? 0;
  const length = codePoint > 0xffff ? 2 : 1;
  if (currencies.has(codePoint)) return i + length;
  if (codePoint >= 0x2190) {
    const id = idOf(text.slice(i, i + length));
    if (id >= 0) pushToken(out, kinds.word, i, i + length, id);
  }
  return i + length;
}
