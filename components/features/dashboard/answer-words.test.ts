import { expect, test } from "vitest";
import type { Answers } from "@/lib/contracts/functions/overview";
import { AT, makeOverview } from "@/tests/overview/make-overview";
import { answerWords } from "./answer-words";

const before = (hours: number): string => new Date(Date.parse(AT) - hours * 3_600_000).toISOString();
const none = makeOverview().answers;

/** The words of one question, with these numbers. */
function say<Key extends keyof Answers>(key: Key, more: Partial<Answers[Key]>) {
  const words = answerWords({ ...none, [key]: { ...none[key], ...more } }, AT).find((one) => one.key === key);
  return [words?.headline, words?.sentence, words?.tone];
}

test("there are four, each with a headline and a sentence", () => {
  const all = answerWords(none, AT);
  expect(all.map(({ question }) => question)).toEqual(["Is it answering?", "How fast?", "How good?", "How fresh?"]);
  for (const { headline, sentence } of all) expect(headline !== "" && sentence !== "").toBe(true);
});

test.each([
  [{}, ["Yes", "no requests in the last 24 hours", "good"]],
  [
    { requests: 41_208, failed: 7, share: 41_201 / 41_208 },
    ["Yes, 99.98%", "41,208 requests in 24 hours, 7 failed here", "good"],
  ],
  [
    { requests: 1_000, failed: 999, share: 0.001 },
    ["Partly, 0.10%", "1,000 requests in 24 hours, 999 failed here", "bad"],
  ],
  [
    { status: "degraded", requests: 10, failed: 2, share: 0.8, detail: "disk: it is full" },
    ["Partly, 80.00%", "10 requests in 24 hours, 2 failed here; disk: it is full", "warn"],
  ],
  [
    { status: "degraded", requests: 1, share: 1, detail: "news/feeds: 0 of 20 answered" },
    ["Yes, 100%", "1 request in 24 hours, none failed here; feeds: 0 of 20 answered", "warn"],
  ],
  [
    { status: "degraded", detail: "hf_inference_api/financial_sentiment: Hugging Face answered 503: overloaded" },
    ["Yes", "no requests in the last 24 hours; financial sentiment: Hugging Face answered 503: overloaded", "warn"],
  ],
  [
    { status: "unhealthy", detail: "lexical: it read plain sentences wrong" },
    ["No", "lexical reader: it read plain sentences wrong; no requests in the last 24 hours", "bad"],
  ],
  [{ status: "unhealthy" }, ["No", "no engine can answer; no requests in the last 24 hours", "bad"]],
] as const)("answering: %j", (more, words) => {
  expect(say("answering", more)).toEqual(words);
});

test.each([
  [{}, ["Not asked yet", "no verdict was asked for in the last 24 hours", "quiet"]],
  [{ first_ms: 0.8 }, ["0.8 ms", "for a first verdict; none was asked for alone in 24 hours", "quiet"]],
  [{ p50_ms: 12, p95_ms: 186, first_ms: 2 }, ["186 ms p95", "half within 12 ms; first verdict in 2.0 ms", "good"]],
] as const)("fast: %j", (more, words) => {
  expect(say("fast", more)).toEqual(words);
});

test.each([
  [{}, ["Not measured", "Lexical reader answers first; nobody measured it here", "quiet"]],
  [{ model: null }, ["Not measured", "lexical reader answers first; nobody measured it here", "quiet"]],
  [
    { model: "Barometer model", macro_f1: 0.6449, sets: 5 },
    ["0.64 macro-F1", "Barometer model, on texts it never saw: mean of 5 sets", "good"],
  ],
] as const)("good: %j", (more, words) => {
  expect(say("good", more)).toEqual(words);
});

test.each([
  [{}, ["Sample data", "nothing real is at hand: prices and news are made up", "warn"]],
  [
    { sample: false, prices_at: before(27), prices_stale: true, news_at: before(0.06), news_stale: false },
    ["Prices 27 h old", "stale: newer ones are due; news 3 min ago", "warn"],
  ],
  [
    { sample: false, prices_at: before(3), prices_stale: false, news_at: before(30), news_stale: true },
    ["Prices 3 h old", "news 30 h ago, stale", "warn"],
  ],
  [{ sample: false, prices_at: before(3), prices_stale: false }, ["Prices 3 h old", "sample news", "good"]],
  [{ sample: false, news_at: before(1), news_stale: false }, ["News 1 h old", "prices are sample prices", "good"]],
  [
    { sample: false, news_stale: false },
    ["No prices yet", "none has come yet; sample prices stand in; no news yet", "quiet"],
  ],
  [{ sample: false }, ["No prices yet", "none has come yet; sample prices stand in; sample news", "quiet"]],
  // The newest candle may open later than the clock of who looks says.
  [{ sample: false, prices_at: before(-1), prices_stale: null }, ["Prices under a minute old", "sample news", "good"]],
] as const)("fresh: %j", (more, words) => {
  expect(say("fresh", more)).toEqual(words);
});
