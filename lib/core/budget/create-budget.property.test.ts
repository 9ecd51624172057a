import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBudget } from "./create-budget";
import type { BudgetSnapshot } from "./describe-budget";
import type { Ledger } from "./ledger";
import { parseLedger } from "./parse-ledger";

const DAY = 86_400_000;

type Step =
  | { readonly do: "take" | "restart" }
  | { readonly do: "book"; readonly computeS: number }
  | { readonly do: "pass" | "setWall"; readonly ms: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.constant<Step>({ do: "take" }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("book" as const), computeS: fc.double({ min: 0, max: 50 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant("pass" as const),
        ms: fc.oneof(fc.nat(70_000), fc.nat(DAY), fc.nat(40 * DAY)),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant("setWall" as const), ms: fc.integer({ min: -DAY, max: DAY }) }),
    },
    { weight: 1, arbitrary: fc.constant<Step>({ do: "restart" }) },
  ),
  { maxLength: 150 },
);

const count = fc.option(fc.integer({ min: 1, max: 12 }));
const credits = fc.option(fc.double({ min: 0.001, max: 0.05, noNaN: true }));
const limitsOf = fc.record({
  requestsPerMinute: count,
  requestsPerDay: count,
  requestsPerMonth: count,
  creditsUsdPerDay: credits,
  creditsUsdPerMonth: credits,
});
const start = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2029, 0) });

/** A second account, kept the plain way: every call let through, under the latest day the wall clock has shown. */
interface Account {
  readonly at: number;
  readonly day: string;
  readonly run: number;
}

const within = (limit: number | null, spent: number): boolean => limit === null || spent <= limit;

const countBy = (accounts: readonly Account[], period: (account: Account) => string): Map<string, number> =>
  accounts.reduce((map, account) => map.set(period(account), (map.get(period(account)) ?? 0) + 1), new Map());

describe("createBudget, whatever happens", () => {
  it("lets no more through than the limits in any minute, day or month, counts no refusal, and tells the truth", () => {
    fc.assert(
      fc.property(limitsOf, start, steps, (limits, from, script) => {
        const time = { now: 0, wall: from, latest: from, run: 0 };
        const kept: { ledger: Ledger | null } = { ledger: null };
        const boot = () =>
          createBudget({
            limits,
            clock: { now: () => time.now, wall: () => time.wall },
            saved: kept.ledger === null ? null : parseLedger(JSON.parse(JSON.stringify(kept.ledger))),
            changed: (ledger) => {
              kept.ledger = ledger;
            },
          });
        let budget = boot();
        const through: Account[] = [];

        const look = (): BudgetSnapshot => {
          time.latest = Math.max(time.latest, time.wall);
          return budget.snapshot();
        };

        for (const step of script) {
          const before = look();
          if (step.do === "pass") time.now += step.ms;
          if (step.do === "pass" || step.do === "setWall") time.wall += step.ms;
          if (step.do === "book") budget.book({ computeS: step.computeS });
          if (step.do === "restart") {
            time.run += 1;
            // What was not spent is not kept; the next look may begin from the wall clock alone.
            time.latest = Math.max(kept.ledger === null ? time.wall : Date.parse(kept.ledger.day), time.wall);
            budget = boot();
          }
          if (step.do !== "take") continue;
          const refusal = budget.take();
          expect(refusal === null).toBe(before.state === "available");
          if (refusal === null) {
            through.push({ at: time.now, day: new Date(time.latest).toISOString().slice(0, 10), run: time.run });
          } else {
            expect(look()).toEqual(before);
            expect(Date.parse(before.closed_until ?? "")).toBeGreaterThan(time.wall);
          }
        }

        const days = countBy(through, ({ day }) => day);
        const months = countBy(through, ({ day }) => day.slice(0, 7));
        for (const spent of days.values()) expect(within(limits.requestsPerDay, spent)).toBe(true);
        for (const spent of months.values()) expect(within(limits.requestsPerMonth, spent)).toBe(true);
        for (const { at, run } of through) {
          const minute = through.filter((other) => other.run === run && other.at >= at && other.at < at + 60_000);
          expect(within(limits.requestsPerMinute, minute.length)).toBe(true);
        }
        const end = look();
        const today = new Date(time.latest).toISOString();
        expect(end.day.requests).toBe(days.get(today.slice(0, 10)) ?? 0);
        expect(end.month.requests).toBe(months.get(today.slice(0, 7)) ?? 0);
      }),
      { numRuns: 400 },
    );
  });

  it("opens when it says it will, and not a millisecond before", () => {
    fc.assert(
      fc.property(limitsOf, start, fc.array(fc.nat(30_000), { maxLength: 40 }), (limits, from, waits) => {
        const time = { now: 0, wall: from };
        const clock = { now: () => time.now, wall: () => time.wall };
        const budget = createBudget({ limits, clock, saved: null, changed: () => {} });
        for (const wait of waits) {
          time.now += wait;
          time.wall += wait;
          if (budget.take() === null) budget.book({ computeS: 5 });
        }
        const until = budget.snapshot().closed_until;
        if (until === null) return;
        const wait = Date.parse(until) - time.wall;
        const shift = (ms: number): void => {
          time.now += ms;
          time.wall += ms;
        };
        shift(wait - 1);
        expect(budget.take()).toMatchObject({ code: "budget_exhausted", retryAfterS: 1 });
        shift(1);
        expect(budget.take()).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it("overruns credits by no more than the last booking", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.05, noNaN: true }), start, (limit, from) => {
        const limits = {
          requestsPerMinute: null,
          requestsPerDay: null,
          requestsPerMonth: null,
          creditsUsdPerDay: null,
          creditsUsdPerMonth: limit,
        };
        const budget = createBudget({
          limits,
          clock: { now: () => 0, wall: () => from },
          saved: null,
          changed: () => {},
        });
        for (let call = 0; call < 200 && budget.take() === null; call += 1) budget.book({ computeS: 5 });
        const spent = budget.snapshot().month.credits_usd;
        expect(spent).toBeGreaterThanOrEqual(limit - 1e-6);
        expect(spent).toBeLessThanOrEqual(limit + 5 * 0.00012 + 1e-6);
      }),
    );
  });
});
