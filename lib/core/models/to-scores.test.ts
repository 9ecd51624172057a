import { describe, expect, it } from "vitest";
import { catalogue } from "./catalogue";
import { toScores } from "./to-scores";

const spec = (key: string) => {
  const found = catalogue.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no model ${key}`);
  return found;
};
const finbert = spec("financial_sentiment");

describe("toScores", () => {
  it("maps by name, in any case and any order", () => {
    const shuffled = [
      { label: "NEUTRAL", score: 0.2 },
      { label: "Positive", score: 0.7 },
      { label: "negative", score: 0.1 },
    ];
    const scores = toScores(finbert, shuffled);
    expect(scores.ok && scores.value.bullish).toBeCloseTo(0.7, 6);
    expect(scores.ok && scores.value.bearish).toBeCloseTo(0.1, 6);
  });

  it("gives a model without neutral no neutral", () => {
    const scores = toScores(spec("crypto_sentiment"), [
      { label: "LABEL_1", score: 0.9 },
      { label: "LABEL_0", score: 0.1 },
    ]);
    expect(scores).toMatchObject({ ok: true, value: { neutral: 0 } });
    expect(scores.ok && scores.value.bullish).toBeCloseTo(0.9, 6);
  });

  it("flattens with a temperature above 1 and sums to 1", () => {
    const ranking = [
      { label: "positive", score: 0.9 },
      { label: "negative", score: 0.05 },
      { label: "neutral", score: 0.05 },
    ];
    const soft = toScores({ ...finbert, temperature: 2 }, ranking);
    if (!soft.ok) throw new Error("not read");
    expect(soft.value.bullish).toBeLessThan(0.9);
    expect(soft.value.bullish + soft.value.neutral + soft.value.bearish).toBeCloseTo(1, 12);
  });

  it.for([
    ["a label of another model", ["LABEL_0", 0.5], ["LABEL_1", 0.3], ["LABEL_2", 0.2]],
    ["a label twice", ["positive", 0.5], ["positive", 0.3], ["neutral", 0.2]],
    ["a label missing", ["positive", 0.5], ["negative", 0.5]],
    ["a negative score", ["positive", 1.2], ["negative", -0.2], ["neutral", 0]],
    ["a score that is no number", ["positive", Number.NaN], ["negative", 0.5], ["neutral", 0.5]],
    ["a sum of 7", ["positive", 0.9], ["negative", 0.9], ["neutral", 0.9]],
    ["nothing"],
  ] as const)("does not believe %s", ([, ...pairs]) => {
    const ranking = pairs.map(([label, score]) => ({ label, score }));
    expect(toScores(finbert, ranking)).toMatchObject({ ok: false, error: { code: "bad_answer" } });
  });
});
