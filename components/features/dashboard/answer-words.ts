import { countOf, formatCount } from "@/components/blocks/count-of";
import { duration, nameEngine, nameKey } from "@/components/blocks/verdict-words";
import type { Answers } from "@/lib/contracts/functions/overview";
import { answeringWords } from "@/lib/core/words/answering-words";
import { shareWords } from "@/lib/core/words/share-words";
import { ageWords } from "./age-words";
import type { Tone } from "./tone";

/** One plain answer: a number, and a sentence about it. */
export interface AnswerWords {
  readonly key: "answering" | "fast" | "good" | "fresh";
  readonly question: string;
  readonly headline: string;
  readonly sentence: string;
  readonly tone: Tone;
}

/** The four questions and their answers, at the moment `at` of the server's clock. */
export const answerWords = (answers: Answers, at: string): readonly AnswerWords[] => [
  answering(answers.answering),
  fast(answers.fast),
  good(answers.good),
  fresh(answers.fresh, at),
];

function answering({ status, requests, failed, share, detail }: Answers["answering"]): AnswerWords {
  const base = { key: "answering", question: "Is it answering?" } as const;
  const counted =
    share === null
      ? "no requests in the last 24 hours"
      : `${countOf(requests, "request")} in 24 hours, ${failed === 0 ? "none" : formatCount(failed)} failed here`;
  const { word, tone } = answeringWords(status !== "unhealthy", share);
  if (word === "No")
    return {
      ...base,
      headline: word,
      sentence: `${detail === null ? "no engine can answer" : outWords(detail)}; ${counted}`,
      tone,
    };
  const headline = share === null ? word : `${word}, ${shareWords(share)}`;
  return status === "degraded"
    ? { ...base, headline, sentence: `${counted}; ${outWords(detail)}`, tone: tone === "bad" ? "bad" : "warn" }
    : { ...base, headline, sentence: counted, tone };
}

/** "feeds: 0 of 20 answered" of "news/feeds: 0 of 20 answered". */
function outWords(detail: string | null): string {
  const [, name, why] = /^(?:[^:]*\/)?([^:/]+): (.*)$/su.exec(detail ?? "") ?? [];
  return name === undefined ? (detail ?? "something is out") : `${nameKey(name)}: ${why}`;
}

function fast({ p50_ms: p50, p95_ms: p95, first_ms: first }: Answers["fast"]): AnswerWords {
  const base = { key: "fast", question: "How fast?", tone: "good" } as const;
  if (p95 === null)
    return {
      ...base,
      headline: first === null ? "Not asked yet" : duration(first),
      sentence:
        first === null
          ? "no verdict was asked for in the last 24 hours"
          : "for a first verdict; none was asked for alone in 24 hours",
      tone: "quiet",
    };
  const parts = [
    ...(p50 === null ? [] : [`half within ${duration(p50)}`]),
    ...(first === null ? [] : [`first verdict in ${duration(first)}`]),
  ];
  return { ...base, headline: `${duration(p95)} p95`, sentence: parts.join("; ") || "of single verdicts, in 24 hours" };
}

function good({ engine, model, macro_f1: f1, sets }: Answers["good"]): AnswerWords {
  const base = { key: "good", question: "How good?" } as const;
  const who = model ?? nameEngine(engine);
  return f1 === null
    ? { ...base, headline: "Not measured", sentence: `${who} answers first; nobody measured it here`, tone: "quiet" }
    : {
        ...base,
        headline: `${f1.toFixed(2)} macro-F1`,
        sentence: `${who}, on texts it never saw: mean of ${countOf(sets, "set")}`,
        tone: "good",
      };
}

function fresh(
  { prices_at: prices, prices_stale: pricesStale, news_at: news, news_stale: newsStale, sample }: Answers["fresh"],
  at: string,
): AnswerWords {
  const base = { key: "fresh", question: "How fresh?" } as const;
  if (sample)
    return {
      ...base,
      headline: "Sample data",
      sentence: "nothing real is at hand: prices and news are made up",
      tone: "warn",
    };
  const newsWords =
    news === null
      ? newsStale === null
        ? "sample news"
        : "no news yet"
      : `news ${ageWords(news, at)} ago${newsStale === true ? ", stale" : ""}`;
  if (prices === null && news === null)
    return {
      ...base,
      headline: "No prices yet",
      sentence: `none has come yet; sample prices stand in; ${newsWords}`,
      tone: "quiet",
    };
  if (prices === null)
    return {
      ...base,
      headline: `News ${ageWords(news ?? at, at)} old`,
      sentence: newsStale === true ? "news is stale; prices are sample prices" : "prices are sample prices",
      tone: newsStale === true ? "warn" : "good",
    };
  return {
    ...base,
    headline: `Prices ${ageWords(prices, at)} old`,
    sentence: pricesStale === true ? `stale: newer ones are due; ${newsWords}` : newsWords,
    tone: pricesStale === true || newsStale === true ? "warn" : "good",
  };
}
