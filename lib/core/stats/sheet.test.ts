import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, durationOf, MOST_BUCKETS } from "./buckets";
import { parseSheet } from "./parse-sheet";
import { addTo, countIn, emptySheet, percentileOf, type Sheet, sumOf, timeIn } from "./sheet";

const aDuration = fc.double({ min: 0.06, max: 110_000, noNaN: true });

const timed = (durations: readonly number[]): Sheet => {
  const sheet = emptySheet();
  for (const ms of durations) {
    timeIn(sheet, "call/a", ms);
    countIn(sheet, "call/a/ok");
  }
  return sheet;
};

describe("buckets", () => {
  it("give a duration back within a fiftieth", () => {
    fc.assert(
      fc.property(aDuration, (ms) => {
        expect(Math.abs(durationOf(bucketOf(ms)) / ms - 1)).toBeLessThanOrEqual(0.02);
      }),
      { numRuns: 2_000 },
    );
    console.log(`a histogram has ${MOST_BUCKETS} buckets at most`);
    expect(MOST_BUCKETS).toBeLessThan(400);
  });

  it.each([0, -1, Number.NaN, 0.05, 1e-300])("take %s for the shortest", (ms) => expect(bucketOf(ms)).toBe(0));

  it.each([120_000, 1e9, Number.POSITIVE_INFINITY])("take %s for the longest", (ms) =>
    expect(bucketOf(ms)).toBe(MOST_BUCKETS - 1),
  );
});

describe("percentiles", () => {
  it("are the nearest rank's, within a fiftieth, however sheets were added up", () => {
    fc.assert(
      fc.property(fc.array(aDuration, { minLength: 1, maxLength: 300 }), fc.nat(300), (durations, cut) => {
        const sheet = sumOf([timed(durations.slice(0, cut)), timed(durations.slice(cut))]);
        const sorted = durations.toSorted((a, b) => a - b);
        for (const share of [0.5, 0.95, 0.99]) {
          const exact = sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
          expect(Math.abs((percentileOf(sheet, "call/a", share) ?? 0) / exact - 1)).toBeLessThanOrEqual(0.02);
        }
      }),
    );
  });

  it("are none where nothing was timed", () => expect(percentileOf(emptySheet(), "call/a", 0.5)).toBeNull());
});

describe("sheets", () => {
  it("add up in any order, and leave what is added alone", () => {
    const [a, b] = [timed([1, 2, 300]), timed([2, 4_000])];
    const before = JSON.stringify(b);
    expect(sumOf([a, b])).toEqual(sumOf([b, a]));
    const sum = sumOf([b]);
    addTo(sum, a);
    expect(sum.counts["call/a/ok"]).toBe(5);
    expect(JSON.stringify(b)).toBe(before);
  });

  it("come back from JSON as they were", () => {
    const sheet = timed([0.1, 5, 900]);
    expect(parseSheet(JSON.parse(JSON.stringify(sheet)))).toEqual(sheet);
  });

  it.each([
    null,
    [],
    "sheet",
    {},
    { counts: {} },
    { counts: {}, times: {}, more: 1 },
    { counts: { "call/a/ok": -1 }, times: {} },
    { counts: { "call/a/ok": 0.5 }, times: {} },
    { counts: { "call/a/ok": "1" }, times: {} },
    { counts: { constructor: 1 }, times: {} },
    { counts: { "": 1 }, times: {} },
    JSON.parse('{"counts":{"__proto__":1},"times":{}}'),
    { counts: {}, times: { "call/a": { x: 1 } } },
    { counts: {}, times: { "call/a": { [MOST_BUCKETS]: 1 } } },
    { counts: {}, times: { "call/a": { "01": 1 } } },
    { counts: {}, times: { "call/a": [1] } },
    { counts: Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`a/${index}`, 1])), times: {} },
  ])("are not made of %j", (value) => expect(parseSheet(value)).toBeNull());
});
