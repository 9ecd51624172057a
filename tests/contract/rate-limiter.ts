import { describe, expect, it } from "vitest";
import type { RateDecision, RateLimiter } from "@/lib/core/ports";

/** What every rate limiter does, wherever it counts. `make` gives one that has counted nobody yet. */
export function rateLimiterContract(
  name: string,
  make: (perMinute: number, maxClients?: number) => RateLimiter | Promise<RateLimiter>,
): void {
  describe(name, () => {
    const takeTimes = async (limiter: RateLimiter, client: string, times: number): Promise<RateDecision[]> => {
      const decisions: RateDecision[] = [];
      for (let request = 0; request < times; request += 1) decisions.push(await limiter.take(client));
      return decisions;
    };

    it("lets as many through as the policy says, then says when to come back", async () => {
      const decisions = await takeTimes(await make(3), "a", 5);
      expect(decisions.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
      expect(decisions.map(({ remaining }) => remaining)).toEqual([2, 1, 0, 0, 0]);
      for (const { limit, windowS, resetS } of decisions) {
        expect({ limit, windowS }).toEqual({ limit: 3, windowS: 60 });
        expect(resetS).toBeGreaterThan(50);
        expect(resetS).toBeLessThanOrEqual(60);
      }
    });

    it("lets no more through when they come at once", async () => {
      const limiter = await make(10);
      const all = await Promise.all(Array.from({ length: 50 }, () => limiter.take("a")));
      expect(all.filter(({ allowed }) => allowed)).toHaveLength(10);
    });

    it("counts clients apart, whatever they are called", async () => {
      const limiter = await make(1);
      const clients = ["a", "A", "a b", "203.0.113.7", "2001:db8:1::/64", "*", "__proto__", "", "k".repeat(300)];
      for (const client of clients) expect((await limiter.take(client)).allowed).toBe(true);
      for (const client of clients) expect((await limiter.take(client)).allowed).toBe(false);
    });

    it("counts a bounded number of clients apart: those beyond share buckets", async () => {
      const limiter = await make(1, 10);
      for (let client = 0; client < 10; client += 1) expect((await limiter.take(`early-${client}`)).allowed).toBe(true);
      let refused = 0;
      for (let client = 0; client < 3_000; client += 1)
        refused += (await limiter.take(`late-${client}`)).allowed ? 0 : 1;
      expect(refused).toBeGreaterThanOrEqual(3_000 - 1_024);
      for (let client = 0; client < 10; client += 1)
        expect((await limiter.take(`early-${client}`)).allowed).toBe(false);
    });
  });
}
