import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { budgetContract, noLimits } from "../../../tests/contract/budget";
import { openLink, realClock, untilOpen } from "../../../tests/fakes/open-links";
import { times } from "../../../tests/resilience/load";
import { createSharedBudget } from "../../core/budget/create-shared-budget";
import type { KeptLedger } from "../../core/budget/ledger";
import type { BudgetLimits } from "../../core/budget/limits";
import { createSharedLedger } from "./create-shared-ledger";
import type { RedisLink } from "./open-redis";

describe.skipIf(!hasRedis())("a budget over Redis (skipped without redis-server)", () => {
  let redis: RedisServer;
  let round = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  budgetContract("over Redis", async (terms) => {
    round += 1;
    const store = createSharedLedger({
      link: await openLink(redis.url),
      account: `contract-${round}`,
      wall: terms.clock.wall,
    });
    return { budget: createSharedBudget({ ...terms, store }) };
  });

  /** A process of its own, as far as the budget goes. */
  const join = (
    link: RedisLink,
    account: string,
    limits: Partial<BudgetLimits>,
    more: { saved?: KeptLedger | null; clock?: { now(): number; wall(): number }; away?: () => boolean } = {},
  ) => {
    const ledgers: KeptLedger[] = [];
    const store = createSharedLedger({ link, account, ...(more.clock && { wall: more.clock.wall }) });
    const budget = createSharedBudget({
      limits: { ...noLimits, ...limits },
      clock: more.clock ?? realClock,
      saved: more.saved ?? null,
      changed: (ledger) => ledgers.push(ledger),
      store: { exchange: async (exchange) => (more.away?.() ? undefined : store.exchange(exchange)) },
    });
    const takeAll = async (count: number): Promise<number> => {
      const all = await Promise.all(Array.from({ length: count }, () => budget.take()));
      return all.filter((refusal) => refusal === null).length;
    };
    return { ...budget, takeAll, ledgers };
  };

  it.each(["requestsPerMinute", "requestsPerDay", "requestsPerMonth"] as const)(
    "lets no more than %s through over three processes at once",
    async (limit) => {
      const three = await Promise.all(
        [1, 2, 3].map(async () => join(await openLink(redis.url), limit, { [limit]: 50 })),
      );
      const through = await Promise.all(three.map(({ takeAll }) => takeAll(60)));
      console.log(`${limit}: ${through.join(" + ")} of 180`);
      expect(through.reduce((sum, count) => sum + count, 0)).toBe(50);
      for (const budget of three) {
        await budget.sync();
        expect(budget.snapshot()).toMatchObject({
          state: "exhausted",
          minute: { requests: 50 },
          day: { requests: 50 },
        });
      }
    },
  );

  it("counts what others booked, and accounts apart", async () => {
    const [link, other] = [await openLink(redis.url), await openLink(redis.url)];
    const limits = { creditsUsdPerMonth: 0.0012 };
    const [one, two, stranger] = [join(link, "cost", limits), join(other, "cost", limits), join(other, "else", limits)];
    expect(await one.take()).toBeNull();
    one.book({ computeS: 10 });
    await one.sync();
    expect(await two.take()).toMatchObject({ detail: "the monthly budget of 0.0012 USD is used up" });
    expect(two.snapshot().month).toMatchObject({ requests: 1, credits_usd: 0.0012 });
    expect(await stranger.take()).toBeNull();
  });

  it("has the minute of all by the clock of Redis, to the millisecond", async () => {
    const time = { now: 0, wall: Date.parse("2026-11-21T12:00:00Z") };
    const clock = { now: () => time.now, wall: () => time.wall };
    const [link, other] = [await openLink(redis.url), await openLink(redis.url)];
    const [one, two] = [
      join(link, "slide", { requestsPerMinute: 3 }, { clock }),
      join(other, "slide", { requestsPerMinute: 2 }, { clock }),
    ];
    const pass = (ms: number): void => {
      time.now += ms;
      time.wall += ms;
    };
    for (const wait of [0, 10_000, 10_000]) {
      pass(wait);
      expect(await one.take()).toBeNull();
    }
    // Three calls where two are allowed: the second has to leave as well.
    expect(await two.take()).toMatchObject({ retryAfterS: 50 });
    expect(await one.take()).toMatchObject({ retryAfterS: 40 });
    pass(39_999);
    expect(await one.take()).toMatchObject({ retryAfterS: 1 });
    pass(1);
    expect(await one.take()).toBeNull();
  });

  it("forgets nothing that was spent while Redis was away, also where this process ended meanwhile", async () => {
    const [link, other] = [await openLink(redis.url), await openLink(redis.url)];
    const limits = { requestsPerDay: 100 };
    let gone = false;
    const away = () => gone;
    const [one, two] = [join(link, "restart", limits, { away }), join(other, "restart", limits)];
    expect([await one.takeAll(30), await two.takeAll(20)]).toEqual([30, 20]);
    await one.sync();
    gone = true;
    expect(await one.takeAll(10)).toBe(10);
    one.book({ computeS: 100 });
    await one.sync();
    const next = join(link, "restart", limits, { away, saved: JSON.parse(JSON.stringify(one.ledgers.at(-1))) });
    expect(next.snapshot().day).toMatchObject({ requests: 60, credits_usd: 0.012 });
    expect(await next.takeAll(5)).toBe(5);
    // Spent by the other in the meantime: the higher of two figures would hide it.
    expect(await two.takeAll(20)).toBe(20);
    gone = false;
    const back = join(link, "restart", limits, { saved: next.ledgers.at(-1) ?? null });
    await back.sync();
    await two.sync();
    for (const budget of [back, two]) {
      expect(budget.snapshot().day).toMatchObject({ requests: 30 + 20 + 10 + 5 + 20, credits_usd: 0.012 });
    }
    expect(back.ledgers.at(-1)).not.toHaveProperty("unsent");
  });

  it("goes on by the limits while Redis is gone, and tells it afterwards, also one that has lost everything", async () => {
    let own = await startRedis();
    const [link, other] = [await openLink(own.url), await openLink(own.url)];
    const limits = { requestsPerDay: 20 };
    const [one, two] = [join(link, "gone", limits), join(other, "gone", limits)];
    expect(await one.takeAll(5)).toBe(5);
    expect(await two.takeAll(5)).toBe(5);
    await one.sync();
    await own.stop();
    await expect.poll(() => link.open() || other.open()).toBe(false);
    // Each knows of the ten.
    expect(await one.takeAll(4)).toBe(4);
    expect(await two.takeAll(3)).toBe(3);
    expect(one.snapshot().day.requests).toBe(14);
    expect(await one.takeAll(20)).toBe(6);
    expect(one.snapshot().state).toBe("exhausted");
    const kept = one.ledgers.at(-1);
    expect((kept?.dayRequests ?? 0) + (kept?.unsent?.dayRequests ?? 0)).toBe(20);

    own = await startRedis({ port: own.port });
    await Promise.all([untilOpen(link), untilOpen(other)]);
    await one.sync();
    await two.sync();
    await one.sync();
    for (const budget of [one, two])
      expect(budget.snapshot()).toMatchObject({ day: { requests: 23 }, state: "exhausted" });
    expect(await two.takeAll(5)).toBe(0);
    expect(one.snapshot().minute.requests).toBe(13);
    await own.stop();
  });

  it("spends nothing beyond what was shared last when a process starts without Redis", async () => {
    const link = await openLink(redis.url);
    const limits = { requestsPerDay: 5 };
    const first = join(link, "start", limits);
    await first.takeAll(5);
    const own = await startRedis();
    const away = await openLink(own.url);
    await own.stop();
    await expect.poll(away.open).toBe(false);
    const second = join(away, "start", limits, { saved: first.ledgers.at(-1) ?? null });
    expect(await second.takeAll(3)).toBe(0);
  });

  it("counts a call twice at the most where Redis stops in the middle, and never forgets one", async () => {
    const own = await startRedis();
    const link = await openLink(own.url);
    const budget = join(link, "hang", { requestsPerDay: 1_000 });
    const before: number[] = [];
    for (let call = 0; call < 300; call += 1) {
      const started = performance.now();
      await budget.take();
      before.push(performance.now() - started);
    }
    own.signal("SIGSTOP");
    expect(await budget.takeAll(20)).toBe(20);
    expect(await budget.takeAll(20)).toBe(20);
    console.log(`a call of the budget over Redis: ${times(before)}`);
    expect(budget.snapshot().day.requests).toBe(340);
    own.signal("SIGCONT");
    await untilOpen(link);
    await budget.sync();
    const counted = budget.snapshot().day.requests;
    console.log(`340 calls, 20 of them on their way when Redis stopped: ${counted} counted`);
    expect(counted).toBeGreaterThanOrEqual(340);
    expect(counted).toBeLessThanOrEqual(360);
    await own.stop();
  });

  it("lets no clock that is ahead move the day of the others", async () => {
    const year = 365 * 86_400_000;
    const ahead = { now: realClock.now, wall: () => Date.now() + year };
    const own = await startRedis();
    const [link, other] = [await openLink(own.url), await openLink(own.url)];
    const limits = { ...noLimits, requestsPerDay: 10 };
    const odd = createSharedBudget({
      limits,
      clock: ahead,
      saved: null,
      changed: () => {},
      store: createSharedLedger({ link, account: "ahead" }),
    });
    const even = join(other, "ahead", limits);
    await even.take();
    await odd.take();
    odd.book({ computeS: 1 });
    await odd.sync();
    await even.sync();
    const today = new Date().toISOString().slice(0, 10);
    expect(even.ledgers.at(-1)?.day).toBe(today);
    expect(even.snapshot().day).toMatchObject({ requests: 2, credits_usd: 0.00012 });
    await own.stop();
  });

  it.each([
    ["another kind", (link: RedisLink, key: string) => link.connection.set(key, "text")],
    [
      "nonsense",
      (link: RedisLink, key: string) => link.connection.hset(key, { day: "2020-02-30", dr: "many", mr: -7.5 }),
    ],
  ])("counts in this process where what stands in Redis is %s", async (_, put) => {
    const link = await openLink(redis.url);
    const account = `junk-${round}-${_}`;
    await put(link, `barometer:budget:{${account}}`);
    const budget = join(link, account, { requestsPerDay: 3 });
    expect(await budget.takeAll(10)).toBe(3);
  });

  it("keeps nothing for good", async () => {
    const link = await openLink(redis.url);
    const budget = join(link, "expiry", {});
    await budget.take();
    expect(await link.connection.pttl("barometer:budget:{expiry}")).toBeGreaterThan(31 * 86_400_000);
    const minute = await link.connection.pttl("barometer:budget:{expiry}:minute");
    expect(minute).toBeGreaterThan(50_000);
    expect(minute).toBeLessThanOrEqual(60_000);
  });
});
