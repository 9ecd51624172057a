/** What is read so far. */
const READ = "en";

/** Tags that stand for more than their name says. */
const own: Readonly<Record<string, string>> = { ms: "Malay or Indonesian" };

const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** Whether a text is known to be in a language that is not read. */
export const isForeign = (language: string | null): language is string => language !== null && language !== READ;

/** The English name of a language; null where only its script is known, or nobody has a name for it. */
export function nameLanguage(tag: string): string | null {
  if (tag.startsWith("und")) return null;
  try {
    return own[tag] ?? names.of(tag) ?? null;
  } catch {
    return null;
  }
}

/** What a text that is not read is in. */
export function foreignWords(language: string | null): string {
  const name = language === null ? null : nameLanguage(language);
  return name === null ? "the text is not in English" : `the text is in ${name}`;
}
