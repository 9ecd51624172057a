import { describe, expect, it } from "vitest";
import type { Scores } from "../../lib/contracts/verdict";
import { labelsOf, measureFile } from "./measure-file";
import type { MeasuredReader } from "./readers";
import { createReader, vaderReader } from "./readers";

const fixed = (scores: Scores): MeasuredReader => ({ name: "fixed", confidence: true, read: () => scores });

describe("measureFile", () => {
  it("reads a set without neutral texts without neutral", () => {
    const rows = [
      { text: "a", label: "bullish" },
      { text: "b", label: "bearish" },
    ] as const;
    const figures = measureFile(rows, fixed({ bullish: 0.3, neutral: 0.6, bearish: 0.1 }));
    expect(labelsOf(rows)).toEqual(["bullish", "bearish"]);
    expect(figures.accuracy).toBe(0.5);
    // Without neutral the confidence is .3 / (.3 + .1).
    expect(figures.ece).toBeCloseTo(0.25, 9);
  });

  it("reads a set with neutral texts with it", () => {
    const figures = measureFile([{ text: "a", label: "neutral" }], fixed({ bullish: 0.3, neutral: 0.6, bearish: 0.1 }));
    expect(figures).toMatchObject({ accuracy: 1, count: 1 });
  });

  it("gives no calibration where scores are no probabilities", () => {
    expect(measureFile([{ text: "great", label: "bullish" }], vaderReader)).toMatchObject({ accuracy: 1, ece: null });
  });
});

describe("createReader", () => {
  it("knows its engines only", () => {
    expect(createReader("lexical")?.name).toBe("lexical");
    expect(createReader("toString")).toBeNull();
  });
});
