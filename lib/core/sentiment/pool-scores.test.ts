import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capScores, measureDisagreement, poolScores } from "./pool-scores";

const scores = (bullish: number, neutral: number, bearish: number) => ({ bullish, neutral, bearish });
const anyScores = fc
  .tuple(...Array.from({ length: 3 }, () => fc.double({ min: 0.01, max: 1, noNaN: true })))
  .map(([a = 1, b = 1, c = 1]) => scores(a / (a + b + c), b / (a + b + c), c / (a + b + c)));
const opinions = fc.array(fc.record({ scores: anyScores, weight: fc.double({ min: 0.1, max: 3, noNaN: true }) }), {
  minLength: 1,
  maxLength: 6,
});

describe("poolScores", () => {
  it("gives back what all agree on", () => {
    const same = scores(0.6, 0.3, 0.1);
    const pooled = poolScores([
      { scores: same, weight: 1 },
      { scores: same, weight: 2 },
    ]);
    for (const label of ["bullish", "neutral", "bearish"] as const) expect(pooled[label]).toBeCloseTo(same[label], 12);
  });

  it("is the normalised geometric mean", () => {
    const pooled = poolScores([
      { scores: scores(0.8, 0.1, 0.1), weight: 1 },
      { scores: scores(0.2, 0.4, 0.4), weight: 1 },
    ]);
    const raw = [Math.sqrt(0.16), Math.sqrt(0.04), Math.sqrt(0.04)];
    expect(pooled.bullish).toBeCloseTo((0.4 / (raw[0] ?? 0)) * (0.4 / 0.8), 12);
    expect(pooled.neutral).toBeCloseTo(0.25, 12);
  });

  it("lets a model without neutral move only what is not neutral", () => {
    const three = scores(0.2, 0.6, 0.2);
    const pooled = poolScores([
      { scores: three, weight: 1 },
      { scores: scores(0.9, 0, 0.1), weight: 1 },
    ]);
    expect(pooled.neutral).toBeGreaterThan(0.5);
    expect(pooled.bullish).toBeGreaterThan(pooled.bearish);
  });

  it("knows no neutral when none of its models does", () => {
    expect(poolScores([{ scores: scores(0.9, 0, 0.1), weight: 1 }]).neutral).toBe(0);
  });

  it("always gives probabilities that sum to 1, whatever the order", () => {
    fc.assert(
      fc.property(opinions, (list) => {
        const pooled = poolScores(list);
        const backwards = poolScores(list.toReversed());
        expect(pooled.bullish + pooled.neutral + pooled.bearish).toBeCloseTo(1, 9);
        expect(backwards.bullish).toBeCloseTo(pooled.bullish, 9);
      }),
    );
  });
});

describe("capScores", () => {
  it("takes from the highest what is above the cap, and leaves what is not", () => {
    expect(capScores(scores(0.6, 0.3, 0.1), 0.75)).toEqual(scores(0.6, 0.3, 0.1));
    const capped = capScores(scores(0.04, 0.9, 0.06), 0.75);
    expect(capped.bullish).toBeCloseTo(0.1, 12);
    expect(capped.neutral).toBe(0.75);
    expect(capped.bearish).toBeCloseTo(0.15, 12);
  });
});

describe("measureDisagreement", () => {
  it("does not hold it against a model that it knows no neutral", () => {
    const calm = { scores: scores(0.05, 0.9, 0.05), weight: 1 };
    const torn = measureDisagreement([calm, { scores: scores(0.5, 0, 0.5), weight: 0.5 }]);
    const sure = measureDisagreement([calm, { scores: scores(0.95, 0, 0.05), weight: 0.5 }]);
    expect(torn).toBeCloseTo(0, 9);
    expect(sure).toBeGreaterThan(torn);
    expect(sure).toBeLessThan(0.3);
  });

  it("is 0 for one opinion and for equal ones, 1 for sure opposites", () => {
    const one = { scores: scores(0.7, 0.2, 0.1), weight: 1 };
    expect(measureDisagreement([one])).toBe(0);
    expect(measureDisagreement([one, one])).toBeCloseTo(0, 12);
    expect(
      measureDisagreement([
        { scores: scores(1, 0, 0), weight: 1 },
        { scores: scores(0, 0, 1), weight: 1 },
      ]),
    ).toBeCloseTo(1, 12);
  });

  it("stays between 0 and 1", () => {
    fc.assert(
      fc.property(opinions, (list) => {
        const apart = measureDisagreement(list);
        expect(apart).toBeGreaterThanOrEqual(0);
        expect(apart).toBeLessThanOrEqual(1);
      }),
    );
  });
});
