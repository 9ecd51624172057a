import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { createStatsBook } from "./create-stats-book";
import { gaugeFigures, type Sample, sampleIn } from "./gauges";
import { parseSheet } from "./parse-sheet";
import { emptySheet, sumOf } from "./sheet";

const aSample: fc.Arbitrary<Sample> = fc.record({
  loopDelayP50Ms: fc.double({ min: 0.06, max: 60_000, noNaN: true }),
  loopDelayP99Ms: fc.double({ min: 0.06, max: 60_000, noNaN: true }),
  rssMb: fc.double({ min: 20, max: 110_000, noNaN: true }),
  budgetLeft: fc.double({ min: 0, max: 1, noNaN: true }),
});
const sheetOf = (sample: Sample) => {
  const sheet = emptySheet();
  sampleIn(sheet, sample);
  return sheet;
};
const near = (found: number | null, exact: number): void =>
  expect(Math.abs((found ?? Number.NaN) / exact - 1)).toBeLessThanOrEqual(0.02);
const calm = { loopDelayP50Ms: 0, loopDelayP99Ms: 0, rssMb: 120, budgetLeft: null };

describe("samples", () => {
  it("come back within a fiftieth, and what is left of a budget within a third of a percent of all of it", () => {
    let worst = 0;
    fc.assert(
      fc.property(aSample, (sample) => {
        const { loopDelay, rssMb, budgetLeft } = gaugeFigures(sheetOf(sample));
        near(loopDelay.p50_ms, sample.loopDelayP50Ms);
        near(loopDelay.p99_ms, sample.loopDelayP99Ms);
        near(rssMb, sample.rssMb);
        const off = Math.abs((budgetLeft ?? Number.NaN) - (sample.budgetLeft ?? 0));
        worst = Math.max(worst, off);
        expect(off).toBeLessThanOrEqual(sample.budgetLeft === 0 ? 0 : 1 / 300);
        // None left and all left are said of nothing else.
        expect(budgetLeft === 0).toBe(sample.budgetLeft === 0);
        expect(budgetLeft === 1).toBe(sample.budgetLeft === 1);
      }),
      { numRuns: 1_000 },
    );
    console.log(`share of a budget: off by ${(worst * 100).toFixed(2)} % of it at most`);
  });

  it("add up: the largest memory, the smallest budget, the delay by rank", () => {
    const sheet = sumOf(
      [1, 2, 3, 4, 5].map((n) =>
        sheetOf({ loopDelayP50Ms: n, loopDelayP99Ms: 10 * n, rssMb: 100 * n, budgetLeft: 1 - n / 10 }),
      ),
    );
    const { loopDelay, rssMb, budgetLeft } = gaugeFigures(sheet);
    near(loopDelay.p50_ms, 3);
    near(loopDelay.p99_ms, 50);
    near(rssMb, 500);
    expect(budgetLeft).toBe(0.5);
    expect(parseSheet(JSON.parse(JSON.stringify(sheet)))).toEqual(sheet);
  });

  it("tell nothing from no delay, and no sample from either", () => {
    expect(gaugeFigures(sheetOf(calm))).toMatchObject({ loopDelay: { p50_ms: 0, p99_ms: 0 }, budgetLeft: null });
    expect(gaugeFigures(emptySheet())).toEqual({
      loopDelay: { p50_ms: null, p99_ms: null },
      rssMb: null,
      budgetLeft: null,
    });
  });

  it("stand in slots, and in no sum", () => {
    const clock = fakeClock();
    const settled: string[] = [];
    const book = createStatsBook({ clock, settled: (sheet) => settled.push(...Object.keys(sheet.times)) });
    book.called("info", "ok", 3);
    book.sampled({ ...calm, budgetLeft: 0.5 });
    clock.pass(10_000);
    book.sampled(calm);
    expect(Object.keys(book.total().times)).toEqual(["call/info"]);
    for (const window of ["15m", "24h", "30d"] as const) {
      expect(Object.keys(book.sumOf(window).times)).toEqual(["call/info"]);
      const slots = book.slotsOf(window).map(({ sheet }) => gaugeFigures(sheet).budgetLeft);
      expect(slots).toEqual(window === "15m" ? [0.5, null] : [0.5]);
    }
    expect(settled).toContain("gauge/rss");
    expect(JSON.parse(book.renderRecent()).total.times).not.toHaveProperty("gauge/rss");
  });

  it("make a slot of every ten seconds in which a server runs, so that a gap is where none did", () => {
    const clock = fakeClock();
    const book = createStatsBook({ clock });
    for (let second = 0; second < 600; second += 10) {
      clock.pass(10_000);
      // Stopped for a minute.
      if (second < 200 || second >= 260) book.sampled(calm);
    }
    const places = book.slotsOf("15m").map(({ at }) => at);
    const steps = places.slice(1).map((at, index) => at - (places[index] ?? 0));
    expect(steps.filter((step) => step !== 10_000)).toEqual([70_000]);
  });
});
