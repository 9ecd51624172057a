/** Scripts that need joiners: Persian and Urdu, Syriac, Mongolian, those of India and their neighbours. */
const JOINING = "Arab Syrc Nkoo Mong Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Khmr Mymr Tibt"
  .split(" ")
  .map((script) => `\\p{scx=${script}}`)
  .join("");
const endsJoining = new RegExp(`[${JOINING}]$`, "u");
const beginsJoining = new RegExp(`^[${JOINING}]`, "u");
const endsEmoji = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;
const beginsEmoji = /^\p{Extended_Pictographic}/u;

/** Format characters that are seen: number signs and the like of Arabic, Syriac and Kaithi. */
const SEEN = "\\u0600-\\u0605\\u06dd\\u070f\\u0890\\u0891\\u08e2\\u{110bd}\\u{110cd}";
/** Controls, overrides and isolates of direction, tags, lone surrogates, private signs, what stands for nothing, hidden selectors. */
const hidden = new RegExp(
  `[^\\P{C}\\p{Cn}${SEEN}\\u200c\\u200d]|[\\ufdd0-\\ufdef\\ufffe\\uffff\\u{e0000}-\\u{e0fff}\\u034f\\u061c\\u17b4\\u17b5\\u180b-\\u180f\\ufe00-\\ufe0d]`,
  "gu",
);
/** Blanks of every kind, and letters that look like one. */
const blanks = /(?:[^\S\ufeff]|[\u0085\u115f\u1160\u2800\u3164\uffa0])+/gu;

/**
 * One line without what a reader does not see: blanks folded into one, controls and format characters gone, joiners kept where the
 * script needs them, at most four marks on a letter. NFC.
 */
export function dropHidden(text: string): string {
  if (/^(?:[!-~]+(?: [!-~]+)*)?$/.test(text)) return text;
  return text
    .replace(blanks, " ")
    .replace(hidden, "")
    .replace(/[\u200c\u200d]/g, (joiner, at: number, line: string) => (isNeeded(joiner, at, line) ? joiner : ""))
    .replace(/([\ufe0e\ufe0f])[\ufe0e\ufe0f]+/g, "$1")
    .replace(/(\p{M}{4})\p{M}+/gu, "$1")
    .normalize("NFC")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Whether a joiner stands between two signs of a script, or of an emoji, that need it. */
function isNeeded(joiner: string, at: number, line: string): boolean {
  const last = line.charCodeAt(at - 1);
  // Neither script nor emoji begins below; joiners in a row join nothing.
  if (!(last >= 0x600) || last === 0x200c || last === 0x200d) return false;
  const before = line.slice(Math.max(0, at - 2), at);
  const behind = line.slice(at + 1, at + 3);
  if (endsJoining.test(before)) return beginsJoining.test(behind);
  return joiner === "\u200d" && endsEmoji.test(before) && beginsEmoji.test(behind);
}
