import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createRateLimiter } from "./create-rate-limiter";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("createRateLimiter", () => {
  it("lets as many through as the policy says, then says when to come back", async () => {
    const limiter = createRateLimiter(3);
    const decisions = [];
    for (let request = 0; request < 5; request += 1) decisions.push(await limiter.take("a"));
    expect(decisions.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
    expect(decisions.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
    expect(decisions.at(-1)).toMatchObject({ limit: 3, windowS: 60, resetS: 60 });
  });

  it("starts anew after the window", async () => {
    const limiter = createRateLimiter(1);
    expect((await limiter.take("a")).allowed).toBe(true);
    expect((await limiter.take("a")).allowed).toBe(false);
    await vi.advanceTimersByTimeAsync(60_001);
    expect((await limiter.take("a")).allowed).toBe(true);
  });

  it("counts clients apart", async () => {
    const limiter = createRateLimiter(1);
    expect((await limiter.take("a")).allowed).toBe(true);
    expect((await limiter.take("b")).allowed).toBe(true);
  });

  it("holds a bounded number of clients: those beyond share buckets", async () => {
    const limiter = createRateLimiter(1, 10);
    for (let client = 0; client < 10; client += 1) expect((await limiter.take(`early-${client}`)).allowed).toBe(true);
    let refused = 0;
    for (let client = 0; client < 3_000; client += 1) refused += (await limiter.take(`late-${client}`)).allowed ? 0 : 1;
    expect(refused).toBeGreaterThanOrEqual(3_000 - 1_024);
  });
});
