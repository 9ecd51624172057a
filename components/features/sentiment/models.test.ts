import { describe, expect, test } from "vitest";
import type { ItemVerdict, ModelReading, Verdict } from "@/lib/contracts/verdict";
import { agreementWords, inOrder } from "./agreement";
import { reasonOf, skippedTiers } from "./degraded-words";
import { engineLine } from "./engine-line";
import { isOwn } from "./is-own";
import { borrowedWords, outcomeWords, whyHint } from "./why-words";

const reading = (key: string, more: Partial<ModelReading> = {}): ModelReading => ({
  key,
  name: key === "lexical" ? "Lexical reader" : key.toUpperCase(),
  id: `owner/${key}`,
  engine: key === "lexical" ? "lexical" : "hf_inference_api",
  revision: "main",
  dtype: null,
  weight: 1,
  status: "ok",
  label: "bullish",
  scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 },
  error: null,
  latency_ms: 212,
  ...more,
});
const out = (key: string, error: ModelReading["error"]) =>
  reading(key, { status: "failed", label: null, scores: null, error });
const skipped = (model: string | null, more: Partial<ItemVerdict["degraded"][number]> = {}) => ({
  tier: "hf_inference_api" as const,
  model,
  code: "loading" as const,
  detail: "the model is loading",
  retry_after_s: 20,
  ...more,
});

const verdict: Verdict = {
  success: true,
  label: "bullish",
  confidence: 0.7,
  scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 },
  engine: "hf_inference_api",
  model: "a",
  disagreement: null,
  abstained: false,
  abstained_because: null,
  calibrated: false,
  reasons: [{ start: 0, end: 2, text: "up", weight: 1 }],
  explained_by: "lexical",
  reasons_left_out: 0,
  degraded: [],
  cached: false,
  cached_age_s: null,
  language: null,
  truncated: false,
  chunks: 1,
  models: [reading("a")],
  latency_ms: 212,
  thresholds: { abstain_below: 0.5, fairly_sure_from: 0.7, sure_from: 0.9, confidence_cap: 1 },
  request_id: "r",
};

describe("the heading over the models", () => {
  test.each([
    [0, "Models agree"],
    [0.0999, "Models agree"],
    [0.1, "Models differ"],
    [0.2999, "Models differ"],
    [0.3, "Models disagree"],
    [1, "Models disagree"],
  ])("%f: %s", (disagreement, words) => {
    const models = [reading("a"), reading("b")];
    expect(agreementWords({ models, disagreement, abstained_because: null })).toBe(words);
  });

  test("where there is nothing to compare it counts who answered", () => {
    expect(
      agreementWords({ models: [out("a", "loading"), reading("b")], disagreement: null, abstained_because: null }),
    ).toBe("1 of 2 answered");
  });

  test("guesses at a text that nobody could read neither agree nor differ", () => {
    const both = { models: [reading("a"), reading("b")], disagreement: 0 };
    expect(agreementWords({ ...both, abstained_because: "other_language" })).toBe("2 of 2 answered");
    expect(agreementWords({ ...both, abstained_because: "low_confidence" })).toBe("Models agree");
  });

  test("those who answered come first, then by weight and name, whoever was fastest", () => {
    const models = [out("a", "loading"), reading("c"), reading("d", { weight: 0.5 }), reading("b")];
    expect(inOrder(models).map(({ key }) => key)).toEqual(["b", "c", "d", "a"]);
  });
});

describe("what was skipped", () => {
  test("a tier, in words, with when it is asked again", () => {
    const answered = { engine: "lexical" as const, models: [] };
    expect(skippedTiers({ ...answered, degraded: [skipped(null)] })).toEqual([
      { words: "Hugging Face API: the model is loading, asked again in 20 s", quiet: false },
    ]);
    const keyless = skipped(null, { code: "no_key", detail: "no key: local tiers", retry_after_s: null });
    expect(skippedTiers({ ...answered, degraded: [keyless] })).toEqual([
      { words: "Hugging Face API: no key: local tiers", quiet: true },
    ]);
  });

  test("models that failed alike share a line and the soonest time; others keep theirs", () => {
    const gated = skipped("c", { code: "gated", detail: "its makers must grant access first", retry_after_s: 21_600 });
    const degraded = [skipped("a", { retry_after_s: null }), skipped("b"), gated];
    expect(skippedTiers({ engine: "lexical", models: [], degraded }).map(({ words }) => words)).toEqual([
      "Hugging Face API: the model is loading, asked again in 20 s",
      "Hugging Face API: its makers must grant access first, asked again in 6 h",
    ]);
  });

  test("a tier that answered was not skipped: its models say themselves why they are silent", () => {
    const degraded = [skipped("a")];
    const models = [out("a", "loading"), reading("b")];
    for (const engine of ["hf_inference_api", "hf_inference_api_ensemble"] as const)
      expect(skippedTiers({ engine, models, degraded })).toEqual([]);
    expect(reasonOf(out("a", "loading"), degraded)).toBe("the model is loading, asked again in 20 s");
    expect(reasonOf(out("z", "timed_out"), degraded)).toBe("it took too long");
  });

  test("of an ensemble only tiers that have no row are named", () => {
    const models = [out("a", "rate_limited"), reading("local_toy", { engine: "local_model" })];
    const closed = skipped(null, { code: "rate_limited", detail: "too many calls" });
    expect(skippedTiers({ engine: "local_ensemble", models, degraded: [closed] })).toEqual([]);
    expect(skippedTiers({ engine: "local_ensemble", models: models.slice(1), degraded: [closed] })).toHaveLength(1);
  });
});

describe("the line on who answered", () => {
  test("names tier, model, place, time and age", () => {
    expect(engineLine({ source: "server", verdict })).toBe("Hugging Face API · A · on the server · 212 ms");
    const cached = { ...verdict, cached: true, cached_age_s: 12 };
    expect(engineLine({ source: "server", verdict: cached })).toMatch(/ · from the cache, 12 s old$/);
  });

  test("of an ensemble it counts those who answered; the lexical reader is named once", () => {
    const models = [reading("a"), reading("b"), reading("c"), out("d", "loading")];
    const together = { ...verdict, engine: "hf_inference_api_ensemble" as const, model: "a+b+c", models };
    expect(engineLine({ source: "server", verdict: together })).toMatch(/^Hugging Face API · ensemble of 3 · on the/);
    const mixed = { ...together, models: [reading("a"), reading("e", { engine: "embedded_model" })] };
    expect(engineLine({ source: "server", verdict: mixed })).toMatch(
      /^Hugging Face API \+ embedded model · ensemble of 2 · on the/,
    );
    expect(engineLine({ source: "server", verdict: { ...mixed, language: "es" } })).toMatch(/ · text in Spanish$/);
    expect(engineLine({ source: "server", verdict: { ...mixed, language: "en" } })).not.toContain("text in");
    const lexical = { ...verdict, engine: "lexical" as const, model: "lexical", models: [reading("lexical")] };
    expect(engineLine({ source: "browser", verdict: lexical })).toBe("lexical reader · in your browser · 212 ms");
  });
});

describe("whose words they are", () => {
  const lexical = { ...verdict, engine: "lexical" as const, model: "lexical", calibrated: true };

  test("borrowed words say so", () => {
    expect(isOwn(verdict)).toBe(false);
    expect(borrowedWords(verdict)).toBe("Words that the lexical reader sees; A names none.");
    expect(borrowedWords({ ...verdict, engine: "hf_inference_api_ensemble" })).toMatch(/; the models name none\.$/);
    expect(borrowedWords(lexical)).toBeNull();
    const own = reading("e", { name: "Barometer model", engine: "embedded_model" });
    const mixed = { engine: "hf_inference_api_ensemble" as const, models: [reading("a"), own], explained_by: "e" };
    expect(borrowedWords({ ...verdict, ...mixed })).toBe("Words that the Barometer model sees; the others name none.");
  });

  test("and muting one does not speak for the model", () => {
    const outcome = { words: "soars", heading: "neutral", still: false } as const;
    expect(outcomeWords(outcome, false)).toBe("the lexical reader would say neutral.");
    expect(outcomeWords({ ...outcome, still: true }, true)).toBe("this would still be neutral.");
    expect(whyHint(verdict)).toBe("Mute a word to see what the lexical reader would say without it.");
    expect(whyHint(lexical)).toBe("Mute a word to see what would flip the verdict.");
  });

  test("without words it says who saw none", () => {
    const bare = { reasons: [], explained_by: null };
    expect(whyHint({ ...verdict, ...bare })).toBe("The lexical reader sees no word that leans; A names none.");
    expect(whyHint({ ...lexical, ...bare })).toBe("No single word carries this verdict.");
  });

  test("counts are alike in every browser", () => {
    expect(whyHint({ ...lexical, reasons_left_out: 1_234 })).toContain("1,234 lighter are not.");
  });
});
