import { DIGIT, isAlnum, kindOf, LETTER, SPACE } from "./char-kinds";
import { readNumber } from "./read-number";
import { createTokenBuffer, kinds, marks, pushToken, type TokenBuffer, type Tokens } from "./tokens";

/** Longer runs of letters are cut: no word is that long, and lookups stay cheap. */
const LONGEST_WORD = 48;

// Read once: a name of another module costs a look-up each time where modules are not bundled.
const { word: WORD, number: NUMBER, percent: PERCENTAGE, money: MONEY, multiple: MULTIPLE } = kinds;
const { cashtag: CASHTAG, mention: MENTION, stop: STOP, pause: PAUSE } = kinds;
const { hashtag: HASHTAG, sarcasm: SARCASM } = marks;

const currencies = new Set([..."$€£¥₹₿₩"].map((c) => c.charCodeAt(0)));
const currencyWords = new Set(["usd", "usdt", "usdc", "dollars", "dollar", "eur", "euros", "rs", "inr", "gbp"]);
const EXCLAMATION_MARK = 33;
const HASH = 35;
const DOLLAR = 36;
const PERCENT = 37;
const APOSTROPHE = 39;
const OPEN = 40;
const CLOSE = 41;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const SEMICOLON = 59;
const LESS = 60;
const EQUALS = 61;
const QUESTION_MARK = 63;
const AT = 64;
const OPEN_SQUARE = 91;
const CLOSE_SQUARE = 93;
const UNDERSCORE = 95;
const LETTER_D = 100;
const LETTER_S = 115;
/** Signs that end a sentence. */
const stops = new Uint8Array(128);
for (const c of ".!?;:\n|") stops[c.charCodeAt(0)] = 1;

/** Where a smiley typed with signs ends, of those that are common enough to matter: below 0 when it is sad, 0 when none is here. */
function smileyAt(text: string, at: number): number {
  const nose = text.charCodeAt(at + 1) === MINUS ? 2 : 1;
  const mouth = text.charCodeAt(at + nose);
  const end = at + nose + 1;
  if (mouth === CLOSE || mouth === CLOSE_SQUARE) return end;
  if (mouth === LETTER_D) return isAlnum(text.charCodeAt(end)) ? 0 : end;
  return mouth === OPEN || mouth === OPEN_SQUARE ? -end : 0;
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
  pushToken(out, WORD, i, end, idOf(word));
  return end;
}

/** "12 percent" and "12 per cent" are percents, "500 usdt" is money. True when the word was taken into the number. */
function mergeUnit(text: string, word: string, end: number, before: number, out: TokenBuffer): boolean {
  if (
    word === "cent" &&
    before > 0 &&
    out.kind[before - 1] === NUMBER &&
    text.slice(out.from[before], out.to[before]) === "per"
  ) {
    out.size--;
    out.kind[before - 1] = PERCENTAGE;
    out.to[before - 1] = end;
    return true;
  }
  if (out.kind[before] !== NUMBER) return false;
  if (word === "percent" || word === "pct") out.kind[before] = PERCENTAGE;
  else if (word === "x") out.kind[before] = MULTIPLE;
  else if (currencyWords.has(word)) out.kind[before] = MONEY;
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
    pushToken(out, PERCENTAGE, from, end + 1, -1, value, signed);
    return end + 1;
  }
  const isMoney = currencies.has(before) || (signed !== 0 && currencies.has(text.charCodeAt(i - 2)));
  pushToken(out, isMoney ? MONEY : NUMBER, isMoney ? i - 1 : from, end, -1, value, signed);
  return end;
}

function scanSign(text: string, i: number, code: number, idOf: (word: string) => number, out: TokenBuffer): number {
  const next = text.charCodeAt(i + 1);
  if ((code === DOLLAR || code === AT) && isAlnum(next)) {
    if (code === DOLLAR && kindOf(next) === DIGIT) return i + 1;
    let end = i + 1;
    for (; end < text.length && end - i < LONGEST_WORD; end++) {
      const each = text.charCodeAt(end);
      if (!isAlnum(each) && each !== UNDERSCORE) break;
    }
    pushToken(out, code === DOLLAR ? CASHTAG : MENTION, i, end);
    return end;
  }
  if (code === HASH) {
    if (isAlnum(next)) out.markNext |= HASHTAG;
    return i + 1;
  }
  if (code === COLON || code === SEMICOLON || code === EQUALS) {
    const smiley = smileyAt(text, i);
    if (smiley !== 0) {
      const end = Math.abs(smiley);
      pushToken(out, WORD, i, end, idOf(smiley > 0 ? ":)" : ":("));
      return end;
    }
  }
  if (code === LESS && next === 51) {
    pushToken(out, WORD, i, i + 2, idOf("<3"));
    return i + 2;
  }
  if (code === SLASH && next === LETTER_S && !isAlnum(text.charCodeAt(i + 2)) && !isAlnum(text.charCodeAt(i - 1))) {
    const last = out.size - 1;
    if (last >= 0 && endsLine(text, i + 2) && !followsNumber(out)) out.mark[last] = (out.mark[last] ?? 0) | SARCASM;
    return i + 2;
  }
  if (code === DOT && isAlnum(next)) return i + 1;
  if (stops[code] === 1) {
    const last = out.size - 1;
    if (last >= 0 && out.kind[last] === STOP) {
      if (code === QUESTION_MARK || code === EXCLAMATION_MARK) out.value[last] = Math.max(out.value[last] ?? 0, code);
      out.to[last] = i + 1;
    } else pushToken(out, STOP, i, i + 1, -1, code);
    return i + 1;
  }
  if (code === COMMA || code === OPEN || code === CLOSE || (code === MINUS && isDash(text, i, next))) {
    const last = out.size - 1;
    if (last >= 0 && (out.kind[last] === PAUSE || out.kind[last] === STOP)) return i + 1;
    pushToken(out, PAUSE, i, i + 1);
  }
  return i + 1;
}

/** A dash, and no hyphen within a word nor the sign of a number. */
function isDash(text: string, i: number, next: number): boolean {
  const before = text.charCodeAt(i - 1);
  return (i === 0 || kindOf(before) === SPACE || before === MINUS) && kindOf(next) !== DIGIT;
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
  kind[size - 1] === NUMBER || (size > 1 && kind[size - 1] === WORD && kind[size - 2] === NUMBER);

function scanSymbol(text: string, i: number, idOf: (word: string) => number, out: TokenBuffer): number {
  const codePoint = text.codePointAt(i) ?? 0;
  const length = codePoint > 0xffff ? 2 : 1;
  if (codePoint >= 0x2190) {
    const id = idOf(text.slice(i, i + length));
    if (id >= 0) pushToken(out, WORD, i, i + length, id);
  }
  return i + length;
}
