import { DIGIT, kindOf } from "./char-kinds";

const LONGEST_NUMBER = 24;
const DOT = 46;
const COMMA = 44;

/** Reads a number with separators (1,234.5); returns its end and value. */
export function readNumber(text: string, at: number): { end: number; value: number } {
  let end = at;
  let value = 0;
  let scale = 0;
  const limit = Math.min(text.length, at + LONGEST_NUMBER);
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (kindOf(code) === DIGIT && code < 128) {
      if (scale > 0) {
        value += (code - 48) * scale;
        scale /= 10;
      } else value = value * 10 + (code - 48);
    } else if ((code === DOT || code === COMMA) && kindOf(text.charCodeAt(end + 1)) === DIGIT) {
      if (code === DOT) scale = 0.1;
    } else break;
  }
  return { end: Math.max(end, at + 1), value };
}
