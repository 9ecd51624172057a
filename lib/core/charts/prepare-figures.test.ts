import { describe, expect, it } from "vitest";
import type { EngineEvaluation } from "../../contracts/evaluation";
import { prepareFigures } from "./prepare-figures";

const engine = (name: EngineEvaluation["engine"], macro_f1: number, ece: number | null): EngineEvaluation => ({
  engine: name,
  mean: { accuracy: 0.7, macro_f1, ece, pooled_ece: ece, crypto_ece: ece },
  sets: [{ set: "dev.a", accuracy: 0.7, macro_f1, ece, classes: {}, bins: [] }],
});
const evaluation = {
  sets: [{ set: "dev.a", texts: 10, without_neutral: true }],
  engines: [engine("vader", 0.5, null), engine("lexical", 0.6662, 0.05), engine("fusion-q8", 0.6658, 0.02)],
};

describe("prepareFigures", () => {
  it("marks the best at the digits that are shown, both of a tie", () => {
    const { rows } = prepareFigures(evaluation, ["vader", "lexical", "fusion-q8"], "macro_f1");
    expect(rows[0]).toMatchObject({ set: "dev.a", texts: 10, withoutNeutral: true });
    expect(rows[0]?.cells.map(({ value, best }) => [value, best])).toEqual([
      [0.5, false],
      [0.666, true],
      [0.666, true],
    ]);
  });

  it("takes the smallest calibration error, and none where scores are no probabilities", () => {
    const { mean } = prepareFigures(evaluation, ["fusion-q8", "vader", "lexical"], "ece");
    expect(mean.map(({ engine: name, value, best }) => [name, value, best])).toEqual([
      ["fusion-q8", 0.02, true],
      ["vader", null, false],
      ["lexical", 0.05, false],
    ]);
  });

  it("leaves out an engine that was not measured", () =>
    expect(prepareFigures(evaluation, ["v0-q8", "lexical"], "accuracy").mean).toHaveLength(1));
});
