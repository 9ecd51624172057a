import { describe, expect, it } from "vitest";
import type { BudgetSnapshot } from "@/lib/core/budget/describe-budget";
import type { Ledger } from "@/lib/core/budget/ledger";
import type { BudgetLimits } from "@/lib/core/budget/limits";
import type { Budget } from "@/lib/core/ports";

const HOUR = 3_600_000;

export const noLimits: BudgetLimits = {
  requestsPerMinute: null,
  requestsPerDay: null,
  requestsPerMonth: null,
  creditsUsdPerDay: null,
  creditsUsdPerMonth: null,
};

interface BudgetUnderTest {
  readonly budget: Budget & { snapshot(): BudgetSnapshot };
}

interface BudgetTerms {
  readonly limits: BudgetLimits;
  readonly clock: { now(): number; wall(): number };
  readonly saved: Ledger | null;
  readonly changed: (ledger: Ledger) => void;
}

/** Terms over clocks of our own, which `pass` and `setWall` move; `ledgers` is what was told of. */
export function budgetTerms(limits: Partial<BudgetLimits>, at = "2026-11-21T12:00:00Z", saved: Ledger | null = null) {
  const time = { now: 1_000, wall: Date.parse(at) };
  const ledgers: Ledger[] = [];
  const terms: BudgetTerms = {
    limits: { ...noLimits, ...limits },
    clock: { now: () => time.now, wall: () => time.wall },
    saved,
    changed: (ledger) => ledgers.push(ledger),
  };
  const pass = (ms: number): void => {
    time.now += ms;
    time.wall += ms;
  };
  return { terms, ledgers, pass, setWall: (to: string) => (time.wall = Date.parse(to)) };
}

/** What every budget does, wherever it keeps its ledger. `make` gives one that has spent nothing but `saved`. */
export function budgetContract(
  name: string,
  make: (terms: BudgetTerms) => BudgetUnderTest | Promise<BudgetUnderTest>,
): void {
  const open = async (limits: Partial<BudgetLimits>, at?: string, saved?: Ledger | null) => {
    const { terms, ...rest } = budgetTerms(limits, at, saved);
    const { budget } = await make(terms);
    return { budget, ...rest };
  };

  describe(name, () => {
    it("lets everything through where nothing is limited", async () => {
      const { budget } = await open({});
      for (let call = 0; call < 5_000; call += 1) expect(await budget.take()).toBeNull();
      expect(budget.snapshot()).toEqual({
        state: "available",
        closed_until: null,
        minute: { requests: 5_000, limit: null },
        day: { requests: 5_000, limit: null, credits_usd: 0, credits_limit_usd: null },
        month: { requests: 5_000, limit: null, credits_usd: 0, credits_limit_usd: null },
      });
    });

    it("says which budget is used up and when the next day starts", async () => {
      const { budget } = await open({ requestsPerDay: 1_000 });
      for (let call = 0; call < 1_000; call += 1) expect(await budget.take()).toBeNull();
      expect(await budget.take()).toEqual({
        code: "budget_exhausted",
        detail: "the daily budget of 1,000 requests is used up",
        retryAfterS: 12 * 3_600,
      });
      expect(budget.snapshot()).toMatchObject({ state: "exhausted", closed_until: "2026-11-22T00:00:00.000Z" });
    });

    it("slides the minute", async () => {
      const { budget, pass } = await open({ requestsPerMinute: 2 });
      expect(await budget.take()).toBeNull();
      pass(40_000);
      expect(await budget.take()).toBeNull();
      expect(await budget.take()).toMatchObject({
        detail: "the budget of 2 requests a minute is used up",
        retryAfterS: 20,
      });
      expect(budget.snapshot().closed_until).toBe("2026-11-21T12:01:00.000Z");
      pass(19_999);
      expect(await budget.take()).toMatchObject({ code: "budget_exhausted", retryAfterS: 1 });
      pass(1);
      expect(await budget.take()).toBeNull();
      expect(await budget.take()).toMatchObject({ retryAfterS: 40 });
    });

    it("names the budget that opens last", async () => {
      const { budget } = await open(
        { requestsPerMinute: 1, requestsPerDay: 1, requestsPerMonth: 1 },
        "2026-11-29T23:59:30Z",
      );
      await budget.take();
      expect(await budget.take()).toMatchObject({ detail: "the monthly budget of 1 request is used up" });
      const late = (await open({ requestsPerMinute: 1, requestsPerDay: 1 }, "2026-11-29T23:59:30Z")).budget;
      await late.take();
      expect(await late.take()).toMatchObject({
        detail: "the budget of 1 request a minute is used up",
        retryAfterS: 60,
      });
    });

    it("closes when the estimate reaches the credits", async () => {
      const { budget, ledgers, pass } = await open({ creditsUsdPerDay: 0.0012, creditsUsdPerMonth: 0.1 });
      budget.book({ computeS: 4 });
      expect(await budget.take()).toBeNull();
      expect(budget.snapshot().day).toEqual({
        requests: 1,
        limit: null,
        credits_usd: 0.00048,
        credits_limit_usd: 0.0012,
      });
      budget.book({ computeS: 6.1 });
      expect((await budget.take())?.detail).toBe("the daily budget of 0.0012 USD is used up");
      pass(12 * HOUR);
      expect(await budget.take()).toBeNull();
      budget.book({ computeS: 900 });
      expect(await budget.take()).toMatchObject({
        detail: "the monthly budget of 0.10 USD is used up",
        retryAfterS: 9 * 86_400,
      });
      expect(ledgers.at(-1)?.monthRequests).toBe(2);
    });

    it("a limit of zero stays closed and promises nothing", async () => {
      const { budget } = await open({ requestsPerDay: 0 });
      expect(await budget.take()).toEqual({
        code: "budget_exhausted",
        detail: "the daily budget of 0 requests is used up",
      });
      expect(budget.snapshot()).toMatchObject({ state: "exhausted", closed_until: null });
    });

    it("goes on where an earlier run stopped", async () => {
      const first = await open({ requestsPerDay: 2 });
      await first.budget.take();
      first.budget.book({ computeS: 10 });
      const second = await open({ requestsPerDay: 2 }, "2026-11-21T13:00:00Z", first.ledgers.at(-1) ?? null);
      expect(second.budget.snapshot().day).toMatchObject({ requests: 1, credits_usd: 0.0012 });
      expect(await second.budget.take()).toBeNull();
      expect(await second.budget.take()).not.toBeNull();
    });

    it.each([
      ["the last day of a month", "2026-11-30T23:59:59.999Z", "2026-12-01T00:00:00.000Z"],
      ["the last day of a year", "2026-12-31T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
      ["a leap day", "2028-02-29T10:00:00.000Z", "2028-03-01T00:00:00.000Z"],
      ["the 28th of a leap February", "2028-02-28T10:00:00.000Z", "2028-03-01T00:00:00.000Z"],
      ["the 28th of another", "2027-02-28T10:00:00.000Z", "2027-03-01T00:00:00.000Z"],
      ["a century that leaps not", "2100-02-28T10:00:00.000Z", "2100-03-01T00:00:00.000Z"],
    ])("closes the month on %s until the next", async (_, at, until) => {
      const { budget, pass } = await open({ requestsPerMonth: 1 }, at);
      await budget.take();
      expect(budget.snapshot().closed_until).toBe(until);
      const wait = Date.parse(until) - Date.parse(at);
      pass(wait - 1);
      expect(await budget.take()).toMatchObject({ retryAfterS: 1 });
      pass(1);
      expect(await budget.take()).toBeNull();
      expect(budget.snapshot().month.requests).toBe(1);
    });

    it("a new day keeps the month", async () => {
      const { budget, pass } = await open({}, "2028-02-28T23:00:00Z");
      await budget.take();
      pass(HOUR);
      await budget.take();
      expect(budget.snapshot()).toMatchObject({ day: { requests: 1 }, month: { requests: 2 } });
    });

    it("days are days of UTC where clocks are put forward and back", async () => {
      const zone = process.env.TZ;
      process.env.TZ = "America/New_York";
      try {
        for (const day of ["2026-03-08", "2026-11-01"]) {
          const { budget } = await open({ requestsPerDay: 1 }, `${day}T00:00:00Z`);
          await budget.take();
          expect(await budget.take()).toMatchObject({ retryAfterS: 86_400 });
        }
      } finally {
        if (zone === undefined) delete process.env.TZ;
        else process.env.TZ = zone;
      }
    });

    it("a wall clock set back a day spends from the later day until it has passed", async () => {
      const { budget, setWall } = await open({ requestsPerDay: 2 }, "2026-12-01T00:10:00Z");
      await budget.take();
      setWall("2026-11-30T00:10:00Z");
      expect(await budget.take()).toBeNull();
      expect(await budget.take()).toMatchObject({ retryAfterS: 2 * 86_400 - 600 });
      expect(budget.snapshot()).toMatchObject({
        closed_until: "2026-12-02T00:00:00.000Z",
        day: { requests: 2 },
        month: { requests: 2 },
      });
      setWall("2026-12-01T23:59:59Z");
      expect(await budget.take()).not.toBeNull();
      setWall("2026-12-02T00:00:00Z");
      expect(await budget.take()).toBeNull();
      expect(budget.snapshot().month.requests).toBe(3);
    });

    it("a step back within the day changes nothing, a restart after one neither", async () => {
      const { budget, setWall, ledgers } = await open({ requestsPerDay: 2 });
      await budget.take();
      setWall("2026-11-21T01:00:00Z");
      await budget.take();
      expect(await budget.take()).not.toBeNull();
      const after = await open({ requestsPerDay: 2 }, "2026-11-20T12:00:00Z", ledgers.at(-1) ?? null);
      expect(await after.budget.take()).not.toBeNull();
    });
  });
}
