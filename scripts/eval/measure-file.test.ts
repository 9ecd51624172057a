import { describe, expect, it } from "vitest";
import type { Scores } from "../../lib/contracts/verdict";
import { measureFile } from "./measure-file";
import { labelsOf } from "./measure-scores";
import type { MeasuredReader } from "./measured-reader";
import { createReader, vaderReader } from "./readers";

const fixed = (scores: Scores): MeasuredReader => ({
  name: "fixed",
  confidence: true,
  readAll: async (texts) => texts.map(() => scores),
});

describe("measureFile", () => {
  it("reads a set without neutral texts without neutral", async () => {
    const rows = [
      { text: "a", label: "bullish" },
      { text: "b", label: "bearish" },
    ] as const;
    const figures = await measureFile(rows, fixed({ bullish: 0.3, neutral: 0.6, bearish: 0.1 }));
    expect(labelsOf(rows)).toEqual(["bullish", "bearish"]);
    expect(figures.accuracy).toBe(0.5);
    // Without neutral the confidence is .3 / (.3 + .1).
    expect(figures.ece).toBeCloseTo(0.25, 9);
  });

  it("reads a set with neutral texts with it", async () => {
    const figures = await measureFile(
      [{ text: "a", label: "neutral" }],
      fixed({ bullish: 0.3, neutral: 0.6, bearish: 0.1 }),
    );
    expect(figures).toMatchObject({ accuracy: 1, count: 1 });
  });

  it("gives no calibration where scores are no probabilities", async () => {
    expect(await measureFile([{ text: "great", label: "bullish" }], vaderReader)).toMatchObject({
      accuracy: 1,
      ece: null,
    });
  });
});

describe("createReader", () => {
  const settings = { model: "none", dtype: "q8" } as const;

  it("knows its engines only", async () => {
    expect((await createReader("lexical", settings))?.name).toBe("lexical");
    expect(await createReader("toString", settings)).toBeNull();
  });
});
