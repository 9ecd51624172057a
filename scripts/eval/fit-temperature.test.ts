import { describe, expect, it } from "vitest";
import type { Label, Scores } from "../../lib/contracts/verdict";
import { softenScores } from "../../lib/core/sentiment/soften-scores";
import { fitTemperature, knownClasses, meanLoss } from "./fit-temperature";

/** Texts whose labels are drawn by the very scores: those are calibrated. The generator is fixed. */
function draw(count: number, three: boolean): { scores: Scores[]; truth: Label[] } {
  let state = 12_345;
  const random = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
  const scores = Array.from({ length: count }, (): Scores => {
    const [one, two, other] = [random(), three ? random() : 0, random()];
    const sum = one + two + other;
    return { bullish: one / sum, neutral: two / sum, bearish: other / sum };
  });
  const truth = scores.map((each) => {
    const drawn = random();
    if (drawn < each.bullish) return "bullish";
    return drawn < each.bullish + each.neutral ? "neutral" : "bearish";
  });
  return { scores, truth };
}

describe("fitTemperature", () => {
  it.for([
    [0.5, true],
    [1, true],
    [2.5, true],
    [2, false],
  ] as const)("finds again by what calibrated scores were sharpened: %f", ([sharper, three]) => {
    const { scores, truth } = draw(20_000, three);
    const known = knownClasses(scores);
    expect(known.size).toBe(three ? 3 : 2);
    const sharp = scores.map((each) => softenScores(each, known, 1 / sharper));
    const found = fitTemperature(sharp, truth);
    expect(found / sharper).toBeGreaterThan(0.94);
    expect(found / sharper).toBeLessThan(1.06);
    const mended = sharp.map((each) => softenScores(each, known, found));
    expect(meanLoss(mended, truth)).toBeLessThanOrEqual(meanLoss(sharp, truth) + 1e-9);
  });
});
