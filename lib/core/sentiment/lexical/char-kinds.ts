export const SPACE = 1;
export const LETTER = 2;
export const DIGIT = 4;
const ascii = new Uint8Array(128);
for (const c of " \t\r\f\v") ascii[c.charCodeAt(0)] = SPACE;
for (let c = 97; c <= 122; c++) ascii[c] = LETTER;
for (let c = 48; c <= 57; c++) ascii[c] = DIGIT;

const letterPattern = /^[\p{L}\p{N}]$/u;
const otherKinds = new Map<number, number>();

/** Whether a UTF-16 unit is SPACE, LETTER, DIGIT or none of them (0). Letters beyond ASCII are looked up once. */
export function kindOf(code: number): number {
  if (code < 128) return ascii[code] ?? 0;
  if (code >= 0xd800 && code <= 0xdfff) return 0;
  let kind = otherKinds.get(code);
  if (kind === undefined) {
    const char = String.fromCharCode(code);
    kind = letterPattern.test(char) ? LETTER : /\s/u.test(char) ? SPACE : 0;
    if (otherKinds.size > 8_192) otherKinds.clear();
    otherKinds.set(code, kind);
  }
  return kind;
}

export const isAlnum = (code: number): boolean => (kindOf(code) & (LETTER | DIGIT)) !== 0;
