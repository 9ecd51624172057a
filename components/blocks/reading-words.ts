import type { SignName } from "@/components/ui/sign";
import type { NewsRow } from "@/lib/contracts/news";
import { levelWords, percent, unsureWords } from "./verdict-words";

type Verdict = NonNullable<NewsRow["sentiment"]>;
type Read = Pick<NewsRow, "sentiment" | "language">;

interface ReadingWords {
  readonly sign: SignName;
  /** "bullish", "unclear", "not read". */
  readonly word: string;
  /** "82%"; empty where no number counts. */
  readonly level: string;
  /** The whole sentence: how far to trust it, or why not. */
  readonly told: string;
}

/** What was read of an item, in words: the label with its level, or why there is none. */
export function readingWords({ sentiment, language }: Read): ReadingWords {
  if (sentiment === null)
    return { sign: "unsure", word: "not read", level: "", told: "Nobody could read it when it came in." };
  const unsure = unsureWords({ ...sentiment, language });
  if (unsure !== null) return { sign: "unsure", word: "unclear", level: "", told: `Unclear: ${unsure}.` };
  return {
    sign: sentiment.label,
    word: sentiment.label,
    level: levelOf(sentiment),
    told: `${levelWords(sentiment)}.`,
  };
}

const levelOf = ({ scores, label }: Verdict): string => percent(scores[label]);
