import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rateLimiterContract } from "../../../tests/contract/rate-limiter";
import { createRateLimiter } from "./create-rate-limiter";

rateLimiterContract("in memory", createRateLimiter);

describe("createRateLimiter", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("starts anew after the window", async () => {
    const limiter = createRateLimiter(1);
    expect((await limiter.take("a")).allowed).toBe(true);
    expect((await limiter.take("a")).allowed).toBe(false);
    await vi.advanceTimersByTimeAsync(60_001);
    expect((await limiter.take("a")).allowed).toBe(true);
  });
});
