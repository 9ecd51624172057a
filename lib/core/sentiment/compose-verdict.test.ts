import { describe, expect, it } from "vitest";
import type { Reading, SentimentEngine } from "../ports";
import { composeVerdict } from "./compose-verdict";
import { decideLabel } from "./decide-label";

const engine: SentimentEngine = {
  key: "fake",
  name: "Fake",
  engine: "lexical",
  id: "fake",
  revision: "1",
  dtype: null,
  calibrated: true,
  weight: 1,
  thresholds: { abstain_below: 0.4, fairly_sure_from: 0.5, sure_from: 0.7, confidence_cap: 1 },
  read: () => Promise.reject(new Error("not asked here")),
};
const reading = (more: Partial<Reading> = {}): Reading => ({
  scores: { bullish: 0.6, neutral: 0.3, bearish: 0.1 },
  reasons: [],
  chunks: 1,
  understood: true,
  ...more,
});

describe("decideLabel", () => {
  it("takes the highest score, on a tie the calmer class", () => {
    expect(decideLabel({ bullish: 0.5, neutral: 0.3, bearish: 0.2 })).toBe("bullish");
    expect(decideLabel({ bullish: 0.4, neutral: 0.4, bearish: 0.2 })).toBe("neutral");
    expect(decideLabel({ bullish: 0.4, neutral: 0.2, bearish: 0.4 })).toBe("bearish");
  });
});

describe("composeVerdict", () => {
  it("names the heaviest reasons, in the order of the text, and says how many it leaves out", () => {
    const reasons = [0.1, -2, 0.5, 3, -0.2].map((weight, start) => ({ start, end: start + 1, text: "x", weight }));
    const verdict = composeVerdict(engine, reading({ reasons }), { degraded: [], maxReasons: 3 });
    expect(verdict.reasons.map(({ weight }) => weight)).toEqual([-2, 0.5, 3]);
    expect(verdict.reasons_left_out).toBe(2);
    expect(composeVerdict(engine, reading({ reasons }), { degraded: [], maxReasons: 5 })).toMatchObject({
      reasons,
      reasons_left_out: 0,
    });
  });

  it("says when only the beginning was read", () => {
    const more = { degraded: [], maxReasons: 1 };
    expect(composeVerdict(engine, reading(), more).truncated).toBe(false);
    expect(composeVerdict(engine, reading({ truncated: true }), more).truncated).toBe(true);
  });

  it("abstains when nothing was understood or the confidence is low, and says why", () => {
    expect(composeVerdict(engine, reading(), { degraded: [], maxReasons: 1 })).toMatchObject({
      label: "bullish",
      confidence: 0.6,
      abstained: false,
      abstained_because: null,
    });
    expect(composeVerdict(engine, reading({ understood: false }), { degraded: [], maxReasons: 1 })).toMatchObject({
      abstained: true,
      abstained_because: "no_known_words",
    });
    const flat = { bullish: 0.34, neutral: 0.33, bearish: 0.33 };
    expect(composeVerdict(engine, reading({ scores: flat }), { degraded: [], maxReasons: 1 })).toMatchObject({
      abstained: true,
      abstained_because: "low_confidence",
    });
  });

  const flat = { bullish: 0.34, neutral: 0.33, bearish: 0.33 };
  const worst = { scores: flat, understood: false, disagreement: 0.9 };
  it.for([
    ["other_language", worst, { language: "es", tooShort: true, isStrange: false }],
    ["too_short", worst, { language: null, tooShort: true, isStrange: false }],
    ["no_known_words", worst, { language: "en", tooShort: false, isStrange: false }],
    ["models_disagree", { ...worst, understood: true }, { language: null, tooShort: false, isStrange: false }],
    ["low_confidence", { scores: flat }, { language: "en", tooShort: false, isStrange: false }],
    [null, {}, { language: "en", tooShort: false, isStrange: false }],
  ] as const)("of several reasons to abstain the weightiest is told: %s", ([because, given, look]) => {
    const verdict = composeVerdict({ ...engine, languages: ["en"] }, reading(given), {
      degraded: [],
      maxReasons: 1,
      look,
    });
    expect(verdict).toMatchObject({ abstained: because !== null, abstained_because: because, language: look.language });
  });

  it("holds no language against an engine that has not said what it reads, and calls nothing calibrated that was measured on English", () => {
    const look = { language: "es", tooShort: false, isStrange: false };
    const more = { degraded: [], maxReasons: 1, look };
    expect(composeVerdict(engine, reading(), more)).toMatchObject({ abstained: false, calibrated: true });
    const able = { ...engine, languages: ["en", "es"] };
    expect(composeVerdict(able, reading(), more)).toMatchObject({ abstained: false, language: "es" });
    const english = { ...engine, languages: ["en"] };
    expect(composeVerdict(english, reading(), more)).toMatchObject({ abstained: true, calibrated: false });
  });

  it("of a text without a known word abstains whoever reads only English, and nobody whose languages are unknown", () => {
    const more = { degraded: [], maxReasons: 1, look: { language: null, tooShort: false, isStrange: true } };
    const english = { ...engine, languages: ["en"] };
    expect(composeVerdict(english, reading(), more).abstained_because).toBe("no_known_words");
    expect(composeVerdict(engine, reading(), more).abstained).toBe(false);
  });
});
