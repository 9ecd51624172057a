import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bestOf } from "../../../scripts/lib/best-of";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { noLimits } from "../../../tests/contract/budget";
import { openLink, realClock, untilOpen } from "../../../tests/fakes/open-links";
import { startReadingCache, untilDown, untilUp } from "../../../tests/fakes/start-reading-cache";
import { createSharedBudget } from "../../core/budget/create-shared-budget";
import type { KeptReading } from "../../core/ports";
import { createRateLimiter } from "../memory/create-rate-limiter";
import { createSharedClosures } from "./create-shared-closures";
import { createSharedLedger } from "./create-shared-ledger";
import { createSharedRateLimiter } from "./create-shared-rate-limiter";
import { createSharedTurns } from "./create-shared-turns";
import type { RedisLink } from "./open-redis";

const GOOD: KeptReading = { scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 }, chunks: 2 };
const old = { ms: 2_500, anew: false };
/** How long Redis is waited for, and what comes on top of it. */
const BOUND_MS = 250;
const FIRST_MS = BOUND_MS + 100;

type Work = () => Promise<unknown>;
interface Hung {
  /** What waits for Redis, and what comes after it, with the time that each may take. */
  readonly first: Work;
  readonly firstMs: number;
  readonly later: Work;
  readonly laterMs: number;
}
const times = (count: number, work: Work): Work => {
  return () => Promise.all(Array.from({ length: count }, work));
};
const timeOf = async (work: Work): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

const users: Readonly<Record<string, (link: RedisLink) => Hung>> = {
  closures: (link) => {
    const { look } = createSharedClosures({ link, account: "hang", clock: realClock });
    const first = async () => expect(await look(true)).toBeNull();
    return { first, firstMs: 400, later: times(20, first), laterMs: 100 };
  },
  turns: (link) => {
    const turns = createSharedTurns(link, realClock);
    return {
      first: async () => expect(await turns.take(["a", "b"], old)).toEqual(["mine", "mine"]),
      firstMs: FIRST_MS,
      later: async () => {
        expect(await turns.take(["c"], old)).toEqual(["mine"]);
        await turns.end(["a", "b", "c"], [GOOD, GOOD, GOOD]);
      },
      laterMs: 150,
    };
  },
  ledger: (link) => {
    const store = createSharedLedger({ link, account: "hang" });
    const limits = { ...noLimits, requestsPerDay: 100_000 };
    const budget = createSharedBudget({ limits, clock: realClock, saved: null, changed: () => {}, store });
    const twenty = times(20, async () => expect(await budget.take()).toBeNull());
    return { first: twenty, firstMs: FIRST_MS, later: twenty, laterMs: 150 };
  },
  limiter: (link) => {
    const own = createRateLimiter(1_000_000);
    const limiter = createSharedRateLimiter({ link, name: "hang", perMinute: 1_000_000, own, clock: realClock });
    const take = async () => expect((await limiter.take("a")).allowed).toBe(true);
    return { first: times(50, take), firstMs: FIRST_MS, later: take, laterMs: BOUND_MS };
  },
};

describe.skipIf(!hasRedis())("a Redis that fails (skipped without redis-server)", () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedis();
  });
  afterEach(() => redis.stop());

  it.each(Object.entries(users))("hangs: %s wait a moment, then not at all", async (name, open) => {
    const link = await openLink(redis.url);
    const { first, firstMs, later, laterMs } = open(link);
    const said: string[] = [];
    const worst = await bestOf(async () => {
      redis.signal("SIGSTOP");
      const [waited, after] = [await timeOf(first), await timeOf(later)];
      redis.signal("SIGCONT");
      await untilOpen(link);
      said.push(`${waited.toFixed(0)} ms, then ${after.toFixed(1)} ms`);
      return Math.max(waited / firstMs, after / laterMs);
    }, 1);
    console.log(`Redis hangs, ${name}: ${said.join("; ")}`);
    expect(worst).toBeLessThan(1);
  });

  it("hangs: readings are not waited for longer, and not at all when it is gone", async () => {
    const { cache } = startReadingCache(redis.url);
    await untilUp(cache);
    let call = 0;
    const get: Work = async () => {
      call += 1;
      expect(await cache.get(`absent ${call}`)).toBeUndefined();
    };
    /** How long the slowest of some gets and sets took. */
    const slowest = async (calls: number): Promise<number> => {
      let most = 0;
      for (let nth = 0; nth < calls; nth += 1)
        most = Math.max(most, await timeOf(nth % 2 === 0 ? () => cache.set(`slow ${nth}`, GOOD) : get));
      return most;
    };
    const worst = await bestOf(async () => {
      redis.signal("SIGSTOP");
      const [together, alone] = [await timeOf(times(200, get)), await slowest(200)];
      redis.signal("SIGCONT");
      await untilUp(cache);
      console.log(`Redis hangs: 200 calls together ${together.toFixed(0)} ms, then slowest ${alone.toFixed(1)} ms`);
      return Math.max(together / FIRST_MS, alone / BOUND_MS);
    }, 1);
    expect(worst).toBeLessThan(1);
    await redis.stop();
    await untilDown(cache);
    const gone = await bestOf(() => slowest(400), BOUND_MS);
    console.log(`Redis gone: slowest of 400 calls ${gone.toFixed(1)} ms`);
    expect(gone).toBeLessThan(BOUND_MS);
  });
});
