import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { openLink } from "../../../tests/fakes/open-links";
import { createSharedBudget } from "../../core/budget/create-shared-budget";
import { createSharedLedger } from "./create-shared-ledger";
import type { RedisLink } from "./open-redis";

const DAY = 86_400_000;
const PROCESSES = 3;

type Step =
  | { readonly do: "take" | "away" | "back"; readonly who: number }
  | { readonly do: "book"; readonly who: number; readonly computeS: number }
  | { readonly do: "pass"; readonly ms: number };

const who = fc.nat(PROCESSES - 1);
const of = (name: "take" | "away" | "back"): fc.Arbitrary<Step> => fc.record({ do: fc.constant(name), who });
const steps = (outages: boolean): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 10, arbitrary: of("take") },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant("book" as const),
          who,
          computeS: fc.double({ min: 0, max: 50, noNaN: true }),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant("pass" as const),
          ms: fc.oneof(
            fc.constantFrom(20_000, 57_000, 59_999),
            fc.nat(20_000),
            fc.nat(70_000),
            fc.nat(DAY),
            fc.nat(40 * DAY),
          ),
        }),
      },
      ...(outages
        ? [
            { weight: 2, arbitrary: of("away") },
            { weight: 2, arbitrary: of("back") },
          ]
        : []),
    ),
    { maxLength: 80 },
  );
const count = fc.option(fc.integer({ min: 1, max: 12 }));
const limitsOf = fc.record({
  requestsPerMinute: count,
  requestsPerDay: count,
  requestsPerMonth: count,
  creditsUsdPerDay: fc.constant(null),
  creditsUsdPerMonth: fc.option(fc.double({ min: 0.001, max: 0.05, noNaN: true })),
});
const start = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2029, 0) });

describe.skipIf(!hasRedis())("budgets of three processes, whatever happens (skipped without redis-server)", () => {
  let redis: RedisServer;
  let link: RedisLink;
  let round = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  /** Plays a script over the real store; who is away gets no answer. Gives every call that was let through. */
  const play = async (
    limits: Parameters<typeof createSharedBudget>[0]["limits"],
    from: number,
    script: readonly Step[],
  ) => {
    round += 1;
    const time = { now: 0, wall: from };
    const store = createSharedLedger({ link, account: `property-${round}`, wall: () => time.wall });
    const members = Array.from({ length: PROCESSES }, () => {
      const live = { away: false };
      const budget = createSharedBudget({
        limits,
        clock: { now: () => time.now, wall: () => time.wall },
        saved: null,
        changed: () => {},
        store: { exchange: async (exchange) => (live.away ? undefined : store.exchange(exchange)) },
      });
      return { budget, live };
    });
    const through: { readonly at: number; readonly day: string }[] = [];
    for (const step of script) {
      if (step.do === "pass") {
        time.now += step.ms;
        time.wall += step.ms;
        continue;
      }
      const member = members[step.who];
      if (member === undefined) continue;
      if (step.do === "away") member.live.away = true;
      if (step.do === "back") member.live.away = false;
      if (step.do === "book") {
        member.budget.book({ computeS: step.computeS });
        await member.budget.sync();
      }
      if (step.do !== "take") continue;
      if ((await member.budget.take()) === null)
        through.push({ at: time.now, day: new Date(time.wall).toISOString().slice(0, 10) });
    }
    for (const { live } of members) live.away = false;
    // Once to tell, once to hear.
    for (let turn = 0; turn < 2; turn += 1) for (const { budget } of members) await budget.sync();
    const today = new Date(time.wall).toISOString().slice(0, 10);
    return { through, today, snapshots: members.map(({ budget }) => budget.snapshot()) };
  };

  const most = (counts: Iterable<number>): number => Math.max(0, ...counts);
  const countBy = <T>(all: readonly T[], period: (one: T) => string): Map<string, number> =>
    all.reduce((map, one) => map.set(period(one), (map.get(period(one)) ?? 0) + 1), new Map<string, number>());

  it("let no more through together than the limits, and know it alike", { timeout: 60_000 }, async () => {
    link = await openLink(redis.url);
    await fc.assert(
      fc.asyncProperty(limitsOf, start, steps(false), async (limits, from, script) => {
        const { through, today, snapshots } = await play(limits, from, script);
        const days = countBy(through, ({ day }) => day);
        const months = countBy(through, ({ day }) => day.slice(0, 7));
        expect(most(days.values())).toBeLessThanOrEqual(limits.requestsPerDay ?? Number.POSITIVE_INFINITY);
        expect(most(months.values())).toBeLessThanOrEqual(limits.requestsPerMonth ?? Number.POSITIVE_INFINITY);
        for (const { at } of through) {
          const minute = through.filter((other) => other.at >= at && other.at < at + 60_000);
          expect(minute.length).toBeLessThanOrEqual(limits.requestsPerMinute ?? Number.POSITIVE_INFINITY);
        }
        for (const snapshot of snapshots) {
          expect(snapshot).toEqual(snapshots[0]);
          expect(snapshot.day.requests).toBe(days.get(today) ?? 0);
          expect(snapshot.month.requests).toBe(months.get(today.slice(0, 7)) ?? 0);
        }
      }),
      { numRuns: 120 },
    );
  });

  it("forget nothing over outages, count nothing twice, and pass no limit by more than each by itself", {
    timeout: 60_000,
  }, async () => {
    link = await openLink(redis.url);
    await fc.assert(
      fc.asyncProperty(limitsOf, start, steps(true), async (limits, from, script) => {
        const { through, today, snapshots } = await play(limits, from, script);
        const days = countBy(through, ({ day }) => day);
        const months = countBy(through, ({ day }) => day.slice(0, 7));
        expect(most(days.values())).toBeLessThanOrEqual(
          PROCESSES * (limits.requestsPerDay ?? Number.POSITIVE_INFINITY),
        );
        for (const snapshot of snapshots) {
          expect({ day: snapshot.day, month: snapshot.month }).toEqual({
            day: snapshots[0]?.day,
            month: snapshots[0]?.month,
          });
          expect(snapshot.day.requests).toBe(days.get(today) ?? 0);
          expect(snapshot.month.requests).toBe(months.get(today.slice(0, 7)) ?? 0);
        }
      }),
      { numRuns: 120 },
    );
  });
});
