import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  confidenceWords,
  duration,
  headingOf,
  nameKey,
  shownPercents,
  unsureWords,
  wait,
  wholePercents,
} from "./verdict-words";

const thresholds = { abstain_below: 0.4, fairly_sure_from: 0.55, sure_from: 0.8, confidence_cap: 0.95 };
const reading = (confidence: number, label: "bullish" | "neutral" = "bullish") => ({
  label,
  confidence,
  scores: { bullish: 1 - confidence, neutral: 1 - confidence, bearish: 0, [label]: confidence },
  abstained: confidence < thresholds.abstain_below,
  abstained_because: null,
  reasons: [{ start: 0, end: 2, text: "up", weight: 1 }],
  calibrated: true,
  engine: "lexical" as const,
  language: null as string | null,
});

test("a row says why it is unsure, and nothing where it is not", () => {
  expect(unsureWords(reading(0.71))).toBeNull();
  expect(unsureWords(reading(0.35))).toBe("bullish is the best guess, at 35%: too close to call");
  const spanish = { ...reading(0.34), abstained_because: "other_language" as const, language: "es" };
  expect(unsureWords(spanish)).toBe("the text is in Spanish; only English is read so far");
});

describe("confidenceWords", () => {
  test.each([
    [0.5, "leaning, 50%: right about 5 times in 10 at this level"],
    [0.71, "fairly sure, 71%: right about 7 times in 10 at this level"],
    [0.7499, "fairly sure, 75%: right about 3 times in 4 at this level"],
    [0.8, "sure, 80%: right about 8 times in 10 at this level"],
    [0.93, "sure, 93%: right about 9 times in 10 at this level"],
    [0.96, "sure, 96%: right about 19 times in 20 at this level"],
    [0.35, "bullish is the best guess, at 35%: too close to call"],
  ])("%f", (confidence, words) => {
    expect(confidenceWords(reading(confidence), thresholds)).toBe(words);
  });

  test("a neutral verdict without reasons says so first", () => {
    const flat = { ...reading(0.71, "neutral"), reasons: [] };
    expect(confidenceWords(flat, thresholds)).toMatch(/^nothing in it leans either way; fairly sure, 71%/);
    expect(confidenceWords(reading(0.71, "neutral"), thresholds)).toMatch(/^fairly sure/);
  });

  test("says the number that stands beside the bar, also where that was rounded up", () => {
    const close = { ...reading(0.41491), scores: { bullish: 0.41491, neutral: 0.31255, bearish: 0.27254 } };
    expect(shownPercents(close.scores)).toEqual({ bullish: 42, neutral: 31, bearish: 27 });
    expect(confidenceWords(close, thresholds)).toContain("leaning, 42%");
  });

  test("says when nothing was understood", () => {
    const words = confidenceWords(
      { ...reading(0.65), abstained: true, abstained_because: "no_known_words" },
      thresholds,
    );
    expect(words).toContain("no word in it");
  });

  test.each([
    ["es", "the text is in Spanish; only English is read so far"],
    ["fa", "the text is in Persian; only English is read so far"],
    ["zh", "the text is in Chinese; only English is read so far"],
    ["ms", "the text is in Malay or Indonesian; only English is read so far"],
    ["und-Cyrl", "the text is not in English; only English is read so far"],
    ["no such tag", "the text is not in English; only English is read so far"],
  ])("names the language %s", (language, words) => {
    const foreign = { ...reading(0.73), abstained: true, abstained_because: "other_language" as const, language };
    expect(headingOf(foreign)).toBe("unsure");
    expect(confidenceWords(foreign, thresholds)).toBe(words);
  });

  test("says when there is too little to judge", () => {
    const short = { ...reading(0.75), abstained: true, abstained_because: "too_short" as const };
    expect(confidenceWords(short, thresholds)).toBe("there is too little in it to judge");
  });
});

describe("a confidence that was not measured", () => {
  const own = (confidence: number, label: "bullish" | "neutral" = "bullish") => ({
    ...reading(confidence, label),
    calibrated: false,
    engine: "hf_inference_api" as const,
  });

  test.each([
    [0.45, "leaning, 45% by the model’s own scale"],
    [0.71, "fairly sure, 71% by the model’s own scale"],
    [0.91, "sure, 91% by the model’s own scale"],
    [0.35, "bullish is the best guess, at 35%: too close to call"],
  ])("%f is never told as how often it is right", (confidence, words) => {
    expect(confidenceWords(own(confidence), thresholds)).toBe(words);
  });

  test("of several models it is their scale, and nothing is said of words that they did not name", () => {
    const flat = { ...own(0.9, "neutral"), engine: "hf_inference_api_ensemble" as const, reasons: [] };
    expect(confidenceWords(flat, thresholds)).toBe("sure, 90% by the models’ own scale");
  });

  test("models that disagree have words of their own", () => {
    const apart = { ...own(0.6), abstained: true, abstained_because: "models_disagree" as const };
    expect(headingOf(apart)).toBe("unsure");
    expect(confidenceWords(apart, thresholds)).toBe("the models disagree; taken together they lean bullish, at 60%");
  });
});

test("an abstained verdict is unsure, whatever its confidence; the others are what they say", () => {
  expect(headingOf({ ...reading(0.9), abstained: true })).toBe("unsure");
  expect(headingOf({ ...reading(0.42), abstained: false })).toBe("bullish");
});

test("whole percents sum to 100 and are off by less than one", () => {
  const share = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(share, share, fc.integer({ min: 1, max: 1_000 }), (...parts) => {
      const total = parts.reduce((sum, part) => sum + part, 0);
      const shares = parts.map((part) => part / total);
      const percents = wholePercents(shares);
      expect(percents.reduce((sum, part) => sum + part, 0)).toBe(100);
      for (const [at, percent] of percents.entries())
        expect(Math.abs(percent - (shares[at] ?? 0) * 100)).toBeLessThan(1);
    }),
  );
});

test.each([
  [0.04, "under 0.1 ms"],
  [0.31, "0.3 ms"],
  [212.4, "212 ms"],
  [1_240, "1.2 s"],
])("%f ms is %s", (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test.each([
  [0.2, "1 s"],
  [20, "20 s"],
  [300, "5 min"],
  [21_600, "6 h"],
])("a wait of %f s is %s", (seconds, words) => {
  expect(wait(seconds)).toBe(words);
});

test("an engine that this page does not know keeps its own name", () => {
  expect([nameKey("hf_inference_api"), nameKey("quantum_reader"), nameKey("constructor")]).toEqual([
    "Hugging Face API",
    "quantum reader",
    "constructor",
  ]);
});
