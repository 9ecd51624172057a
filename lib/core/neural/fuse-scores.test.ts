import fc from "fast-check";
import { expect, it } from "vitest";
import { fuseScores } from "./fuse-scores";

const scores = fc
  .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([one, other]) => ({ bullish: one * other, neutral: one * (1 - other), bearish: 1 - one }));

it("gives probabilities, whatever it is given", () => {
  fc.assert(
    fc.property(scores, scores, fc.double({ min: 0, max: 3, noNaN: true }), (network, lexical, lexicalWeight) => {
      const { bullish, neutral, bearish } = fuseScores(network, lexical, { lexicalWeight, temperature: 1.2 });
      expect(bullish + neutral + bearish).toBeCloseTo(1, 9);
      expect(Math.min(bullish, neutral, bearish)).toBeGreaterThanOrEqual(0);
    }),
  );
});

it("adds log-probabilities, and softens the sum", () => {
  const network = { bullish: 0.5, neutral: 0.3, bearish: 0.2 };
  const lexical = { bullish: 0.2, neutral: 0.2, bearish: 0.6 };
  expect(fuseScores(network, lexical, { lexicalWeight: 0, temperature: 1 }).bullish).toBeCloseTo(0.5);
  const both = fuseScores(network, lexical, { lexicalWeight: 1, temperature: 1 });
  expect(both.bearish / both.bullish).toBeCloseTo((0.2 * 0.6) / (0.5 * 0.2));
  const soft = fuseScores(network, lexical, { lexicalWeight: 1, temperature: 2 });
  expect(soft.bearish / soft.bullish).toBeCloseTo(Math.sqrt((0.2 * 0.6) / (0.5 * 0.2)));
});
