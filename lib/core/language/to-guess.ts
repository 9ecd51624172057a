/** What a library thinks of the words of a text. */
export interface LanguageGuess {
  /** ISO 639-1. */
  readonly language: string;
  /** Whether the library stands by it. */
  readonly reliable: boolean;
  /** How much better it fits than English does: the ratio of their scores. */
  readonly lead: number;
}

/** Asks a library; null where it has no idea, or is not at hand. Never fails. */
export type GuessLanguage = (words: string) => LanguageGuess | null | Promise<LanguageGuess | null>;

/** What the library answers, as far as it is used. */
interface LibraryAnswer {
  readonly language: string;
  readonly isReliable: () => boolean;
  readonly getScores: () => Readonly<Record<string, number>>;
}

/** Reads the library's answer the same way on the server and in a browser. */
export function toGuess(answer: LibraryAnswer): LanguageGuess | null {
  const { language } = answer;
  if (language === "") return null;
  const scores = answer.getScores();
  const english = scores.en ?? 0;
  const lead = english > 0 ? (scores[language] ?? 0) / english : Number.POSITIVE_INFINITY;
  return { language, reliable: answer.isReliable(), lead };
}
