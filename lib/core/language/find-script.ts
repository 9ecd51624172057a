/** Scripts that English is not written in, each with what is known of the language where nobody can say more. */
const scripts = [
  ["Hiragana", /\p{Script=Hiragana}/gu, "ja"],
  ["Katakana", /\p{Script=Katakana}/gu, "ja"],
  ["Hangul", /\p{Script=Hangul}/gu, "ko"],
  ["Han", /\p{Script=Han}/gu, "zh"],
  ["Cyrillic", /\p{Script=Cyrillic}/gu, "und-Cyrl"],
  ["Arabic", /\p{Script=Arabic}/gu, "und-Arab"],
  ["Hebrew", /\p{Script=Hebrew}/gu, "he"],
  ["Greek", /\p{Script=Greek}/gu, "el"],
  ["Devanagari", /\p{Script=Devanagari}/gu, "und-Deva"],
  ["Thai", /\p{Script=Thai}/gu, "th"],
  ["Bengali", /\p{Script=Bengali}/gu, "und-Beng"],
  ["Tamil", /\p{Script=Tamil}/gu, "ta"],
  ["Georgian", /\p{Script=Georgian}/gu, "ka"],
  ["Armenian", /\p{Script=Armenian}/gu, "hy"],
] as const;

const foreign = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** Whether any letter in it is of a script that English is not written in. */
export const hasForeignLetters = (text: string): boolean => foreign.test(text);

const latin = /\p{Script=Latin}/gu;
/** A syllable or a whole word stands in one character; of letters three make a word, and two may be a face, as in "ಠ_ಠ". */
const dense: ReadonlySet<string> = new Set(["Hiragana", "Katakana", "Hangul", "Han"]);
const DENSE_LETTERS = 2.5;
const LEAST_LETTERS = 3;

/** How a text is written. */
export interface ScriptLook {
  /** BCP 47 tag of what the script alone says; null where the Latin script prevails, or nothing does. */
  readonly tag: string | null;
  /** Whether other languages are written alike, so that a detector has something to add. */
  readonly shared: boolean;
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The script that most of a text is written in, by its letters. */
export function findScript(words: string): ScriptLook {
  if (!hasForeignLetters(words)) return LATIN;
  const found = scripts.map(([name, pattern, tag]) => ({
    tag,
    letters: count(words, pattern) * (dense.has(name) ? DENSE_LETTERS : 1),
  }));
  const letters = found.reduce((sum, each) => sum + each.letters, 0);
  if (letters < LEAST_LETTERS || letters <= count(words, latin)) return LATIN;
  // Japanese mixes three scripts; a word of kana tells it from Chinese.
  const kana = found.some(({ tag, letters: some }) => tag === "ja" && some > letters / 10);
  const [most] = found.toSorted((a, b) => b.letters - a.letters);
  const tag = kana ? "ja" : (most?.tag ?? null);
  return { tag, shared: tag?.startsWith("und-") ?? false };
}

const LATIN: ScriptLook = { tag: null, shared: false };
