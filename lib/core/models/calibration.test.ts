import { describe, expect, it } from "vitest";
import evaluation from "../../../models/barometer-sentiment/results/evaluation.json" with { type: "json" };
import { hubModels } from "../neural/hub-models";
import { type Calibration, calibrationOf, temperatureOf } from "./calibration";
import { catalogue } from "./catalogue";

const list: readonly Calibration[] = [
  { key: "a", dtype: "q8", temperature: 1.5, ece: 0.02, measuredOn: "500 texts" },
  { key: "a", dtype: null, temperature: 0.9, ece: 0.03, measuredOn: "500 texts" },
];

describe("the list of calibrations", () => {
  it("is by model and form: what was measured of one says nothing of another", () => {
    expect(calibrationOf("a", "q8", list)?.temperature).toBe(1.5);
    expect(calibrationOf("a", null, list)?.temperature).toBe(0.9);
    expect(calibrationOf("a", "fp32", list)).toBeNull();
    expect(calibrationOf("b", "q8", list)).toBeNull();
  });

  it("says for what ships what the evaluation found", () => {
    const shipped = [
      ["lexical", "lexical", null],
      ["fusion-fp32", "barometer_sentiment", "fp32"],
      ["fusion-q8", "barometer_sentiment", "q8"],
    ] as const;
    for (const [measured, key, dtype] of shipped) {
      const figure = evaluation.engines.find(({ engine }) => engine === measured)?.mean.crypto_ece;
      expect(calibrationOf(key, dtype)?.ece).toBe(figure);
    }
  });

  it("gives models that were not measured no temperature", () => {
    for (const { key, temperature } of catalogue) expect([key, temperature]).toEqual([key, temperatureOf(key, null)]);
    for (const { key, temperature } of hubModels) expect([key, temperature]).toEqual([key, temperatureOf(key, "q8")]);
    expect(temperatureOf("nobody", "q8")).toBe(1);
  });
});
