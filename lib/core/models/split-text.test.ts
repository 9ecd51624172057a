import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessTokens, splitText } from "./split-text";

describe("splitText", () => {
  it("leaves a short text whole", () => {
    expect(splitText("Bitcoin rallies. Miners sell.", 512)).toEqual(["Bitcoin rallies. Miners sell."]);
  });

  it("cuts between sentences", () => {
    const text = "Bitcoin rallies after the vote. Miners sell at once. Fees fall again.";
    expect(splitText(text, 12)).toEqual([
      "Bitcoin rallies after the vote.",
      "Miners sell at once.",
      "Fees fall again.",
    ]);
  });

  it("keeps every letter, in order, and every part within its bound", () => {
    const words = fc.array(fc.oneof(fc.lorem(), fc.string({ unit: "grapheme", maxLength: 300 })), { maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 80, max: 512 }), (pieces, most) => {
        const text = pieces.join(" ");
        const parts = splitText(text, most);
        expect(parts.join("").replaceAll(/\s/gu, "")).toBe(text.replaceAll(/\s/gu, ""));
        for (const part of parts) expect(guessTokens(part)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 200 },
    );
  });

  it("takes 20,000 characters in bounded time", () => {
    for (const text of ["word ".repeat(4_000), "x".repeat(20_000), "币".repeat(20_000), "a. ".repeat(6_666)]) {
      const started = performance.now();
      const parts = splitText(text, 512);
      expect(performance.now() - started).toBeLessThan(500);
      expect(parts.length).toBeLessThan(60);
    }
  });
});
