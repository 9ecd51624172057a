import { UPPER_HALF } from "./windows-1252";

const byteOf = new Map([...UPPER_HALF].map((character, at) => [character, 0x80 + at]));

/** Signs that end a word or a quotation, so that they may well stand behind a capital. */
const CLOSING = new Set("«»‘’‚“”„‹›–—…•·´¸¨\u00a0");
const runs = new RegExp(`[\\u0080-\\u00ff${UPPER_HALF}]{2,}`, "g");

/**
 * UTF-8 that was once read as windows-1252 ("â€™" for an apostrophe), mended where nothing else can be meant: two such characters in
 * a row, punctuation and signs of U+2000 to U+213F, emoji, "Ã" or "Â" before a sign, a capital inside of a word. Anything else stays.
 */
export function mendEncoding(text: string): string {
  return text.replace(runs, (run: string, at: number) => mendRun(run, text.charAt(at - 1)));
}

function mendRun(run: string, before: string): string {
  const bytes = [...run].map((character) => byteOf.get(character) ?? character.charCodeAt(0));
  let mended = "";
  let at = 0;
  while (at < bytes.length) {
    const chain = chainAt(bytes, at);
    const single = chain.length === 1 ? chain[0] : undefined;
    const previous = at === 0 ? before : run.charAt(at - 1);
    if (chain.length === 0 || (single !== undefined && !isPlain(single, run.slice(at), previous))) {
      mended += run.charAt(at);
      at++;
      continue;
    }
    for (const { codePoint, length } of chain) {
      mended += String.fromCodePoint(codePoint);
      at += length;
    }
  }
  return mended;
}

interface Sequence {
  readonly codePoint: number;
  readonly length: number;
}

/** Whole UTF-8 sequences that follow on each other. */
function chainAt(bytes: readonly number[], from: number): readonly Sequence[] {
  const chain: Sequence[] = [];
  for (let at = from; ; ) {
    const next = sequenceAt(bytes, at);
    if (next === null) return chain;
    chain.push(next);
    at += next.length;
  }
}

function sequenceAt(bytes: readonly number[], at: number): Sequence | null {
  const lead = bytes[at] ?? 0;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0) return null;
  let codePoint = lead & (0x7f >> length);
  for (let more = 1; more < length; more++) {
    const byte = bytes[at + more] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return null;
    codePoint = codePoint * 64 + (byte & 0x3f);
  }
  const tooLong = codePoint < (length === 3 ? 0x800 : length === 4 ? 0x10000 : 0x80);
  const isNone = tooLong || codePoint > 0x10ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff);
  return isNone ? null : { codePoint, length };
}

/** Whether a single sequence can be nothing but a mistake. */
function isPlain({ codePoint, length }: Sequence, run: string, before: string): boolean {
  if (length === 4) return codePoint >= 0x1f000 && codePoint <= 0x1faff;
  if (length === 3)
    return (
      (codePoint >= 0x2000 && codePoint <= 0x203f) ||
      (codePoint >= 0x2080 && codePoint <= 0x213f) ||
      codePoint === 0xfeff ||
      codePoint === 0xfffd
    );
  const lead = run.charAt(0);
  const next = run.charAt(1);
  if ((lead === "Ã" && !CLOSING.has(next)) || (lead === "Â" && (!CLOSING.has(next) || next === "\u00a0"))) return true;
  return /\p{Ll}/u.test(before) && /\p{Lu}/u.test(lead);
}
