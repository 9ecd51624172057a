import { describe, expect, it } from "vitest";
import { createTally } from "./create-tally";

describe("createTally", () => {
  it("counts attempts by outcome and measures those that were answered", () => {
    const tally = createTally();
    for (let ms = 1; ms <= 100; ms += 1) tally.attempted({ model: "a", attempt: 0, outcome: "answered", ms });
    tally.attempted({ model: "a", attempt: 0, outcome: "timed_out", ms: 1_500 });
    tally.attempted({ model: "a", attempt: 1, outcome: "unreachable", ms: 1 });
    expect(tally.model("a")).toEqual({
      firstAttempts: 101,
      retries: 1,
      answered: 100,
      failed: { timed_out: 1, unreachable: 1 },
      p50Ms: 50,
      p95Ms: 95,
      p99Ms: 99,
    });
    expect(tally.model("b")).toMatchObject({ firstAttempts: 0, p50Ms: null });
  });

  it("keeps the latest durations only", () => {
    const tally = createTally();
    for (let ms = 0; ms < 1_000; ms += 1) tally.attempted({ model: "a", attempt: 0, outcome: "answered", ms });
    expect(tally.model("a").p50Ms).toBeGreaterThan(700);
  });

  it("counts texts and looks into the cache", () => {
    const tally = createTally();
    tally.answered("lexical", 3);
    tally.answered("lexical", 2);
    tally.looked("fresh");
    expect(tally.texts()).toEqual({ lexical: 5 });
    expect(tally.cache()).toEqual({ fresh: 1, stale: 0, miss: 0 });
  });
});
