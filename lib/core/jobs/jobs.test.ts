import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Item } from "../../contracts/item";
import { cutChunks } from "./cut-chunks";
import { findChunk } from "./find-chunk";
import { jobCursor } from "./job-cursor";
import { jobPace } from "./job-pace";
import { addTallies, emptyTally, tallyChunk } from "./job-tally";

describe("cutChunks", () => {
  it("cuts every list without gap or overlap, at most 250 texts and 100,000 characters where a text allows it", () => {
    const text = fc.oneof(
      fc.constant("short"),
      fc.integer({ min: 0, max: 150_000 }).map((length) => "x".repeat(length)),
      fc.constant(7),
    );
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 700 }), (texts) => {
        const starts = cutChunks(texts);
        expect(starts[0]).toBe(0);
        expect(starts.at(-1)).toBe(texts.length);
        for (const [chunk, from] of starts.slice(0, -1).entries()) {
          const part = texts.slice(from, starts[chunk + 1]);
          expect(part.length).toBeGreaterThan(0);
          expect(part.length).toBeLessThanOrEqual(250);
          const length = part.reduce<number>((sum, one) => sum + (typeof one === "string" ? one.length : 0), 0);
          expect(part.length === 1 || length <= 100_000).toBe(true);
          for (let at = from; at < from + part.length; at += 1) expect(findChunk(starts, at)).toBe(chunk);
        }
        for (const outside of [-1, texts.length, texts.length + 1]) expect(findChunk(starts, outside)).toBeNull();
      }),
      { numRuns: 50 },
    );
  });
});

describe("a cursor", () => {
  it("comes back as it went", () => {
    for (const at of [0, 7, 999, 100_000]) expect(jobCursor.read(jobCursor.write(at))).toBe(at);
  });
  it.for(["", "7", "aQ", "aS0x", "i7", "####", "aTEyMzQ1Njc4OTA", "\u0000"])("is not %j", (text) => {
    expect(jobCursor.read(text)).toBeNull();
  });
});

describe("jobPace", () => {
  it("is unknown at first, then goes by the marks, and falls while nothing comes", () => {
    expect(jobPace([], 5)).toBeNull();
    expect(jobPace([[0, 0]], 1_000)).toBeNull();
    const marks = [
      [0, 1_000],
      [1_000, 1_500],
      [2_000, 2_000],
    ] as const;
    expect(jobPace(marks, 2_000)).toBe(500);
    expect(jobPace(marks, 10_000)).toBe(100);
  });
});

describe("tallies", () => {
  const bounds = { abstain_below: 0.4, fairly_sure_from: 0.6, sure_from: 0.8, confidence_cap: 0.75 };
  const verdict = (label: "bullish" | "bearish", abstained: boolean) =>
    // A tally looks at nothing else.
    ({ label, abstained, engine: "lexical" }) as unknown as Item;

  it("add up, whatever the order", () => {
    const one = tallyChunk({
      items: [verdict("bullish", false), verdict("bearish", true)],
      thresholds: { lexical: bounds },
    });
    const failed: Item = { error: { code: "validation_failed", detail: "blank" } };
    const other = tallyChunk({ items: [failed], thresholds: { lexical: { ...bounds, sure_from: 0.9 } } });
    const sum = addTallies(addTallies(emptyTally, one), other);
    expect(sum).toEqual({
      done: 3,
      failed: 1,
      abstained: 1,
      counts: { bullish: 1, neutral: 0, bearish: 1 },
      engines: { lexical: 2 },
      thresholds: { lexical: { ...bounds, sure_from: 0.9 } },
    });
    expect(addTallies(other, one)).toEqual(sum);
  });
});
