import { describe, expect, it } from "vitest";
import { createBudget } from "./create-budget";
import type { Ledger } from "./ledger";
import type { BudgetLimits } from "./limits";

const HOUR = 3_600_000;
const none: BudgetLimits = {
  requestsPerMinute: null,
  requestsPerDay: null,
  requestsPerMonth: null,
  creditsUsdPerDay: null,
  creditsUsdPerMonth: null,
};

function open(limits: Partial<BudgetLimits>, at = "2026-11-21T12:00:00Z", saved: Ledger | null = null) {
  const time = { now: 1_000, wall: Date.parse(at) };
  const ledgers: Ledger[] = [];
  const budget = createBudget({
    limits: { ...none, ...limits },
    clock: { now: () => time.now, wall: () => time.wall },
    saved,
    changed: (ledger) => ledgers.push(ledger),
  });
  const pass = (ms: number): void => {
    time.now += ms;
    time.wall += ms;
  };
  return { budget, ledgers, pass, setWall: (to: string) => (time.wall = Date.parse(to)) };
}

describe("createBudget", () => {
  it("lets everything through where nothing is limited", () => {
    const { budget } = open({});
    for (let call = 0; call < 5_000; call += 1) expect(budget.take()).toBeNull();
    expect(budget.snapshot()).toEqual({
      state: "available",
      closed_until: null,
      minute: { requests: 5_000, limit: null },
      day: { requests: 5_000, limit: null, credits_usd: 0, credits_limit_usd: null },
      month: { requests: 5_000, limit: null, credits_usd: 0, credits_limit_usd: null },
    });
  });

  it("says which budget is used up and when the next day starts", () => {
    const { budget } = open({ requestsPerDay: 1_000 });
    for (let call = 0; call < 1_000; call += 1) expect(budget.take()).toBeNull();
    expect(budget.take()).toEqual({
      code: "budget_exhausted",
      detail: "the daily budget of 1,000 requests is used up",
      retryAfterS: 12 * 3_600,
    });
    expect(budget.snapshot()).toMatchObject({ state: "exhausted", closed_until: "2026-11-22T00:00:00.000Z" });
  });

  it("slides the minute", () => {
    const { budget, pass } = open({ requestsPerMinute: 2 });
    expect(budget.take()).toBeNull();
    pass(40_000);
    expect(budget.take()).toBeNull();
    expect(budget.take()).toMatchObject({
      detail: "the budget of 2 requests a minute is used up",
      retryAfterS: 20,
    });
    expect(budget.snapshot().closed_until).toBe("2026-11-21T12:01:00.000Z");
    pass(19_999);
    expect(budget.take()).toMatchObject({ code: "budget_exhausted", retryAfterS: 1 });
    pass(1);
    expect(budget.take()).toBeNull();
    expect(budget.take()).toMatchObject({ retryAfterS: 40 });
  });

  it("counts no minute on the wall clock", () => {
    const { budget, setWall } = open({ requestsPerMinute: 1 });
    budget.take();
    setWall("2026-11-21T18:00:00Z");
    expect(budget.take()).toMatchObject({ retryAfterS: 60 });
  });

  it("counts no refused call and tells of none", () => {
    const { budget, ledgers } = open({ requestsPerDay: 1, requestsPerMonth: 9 });
    for (let call = 0; call < 5; call += 1) budget.take();
    expect(budget.snapshot()).toMatchObject({ minute: { requests: 1 }, day: { requests: 1 }, month: { requests: 1 } });
    expect(ledgers).toHaveLength(1);
  });

  it("names the budget that opens last", () => {
    const { budget } = open({ requestsPerMinute: 1, requestsPerDay: 1, requestsPerMonth: 1 }, "2026-11-29T23:59:30Z");
    budget.take();
    expect(budget.take()).toMatchObject({ detail: "the monthly budget of 1 request is used up" });
    const late = open({ requestsPerMinute: 1, requestsPerDay: 1 }, "2026-11-29T23:59:30Z").budget;
    late.take();
    expect(late.take()).toMatchObject({ detail: "the budget of 1 request a minute is used up", retryAfterS: 60 });
  });

  it("closes when the estimate reaches the credits", () => {
    const { budget, ledgers, pass } = open({ creditsUsdPerDay: 0.0012, creditsUsdPerMonth: 0.1 });
    budget.book({ computeS: 4 });
    expect(budget.take()).toBeNull();
    expect(budget.snapshot().day).toEqual({
      requests: 1,
      limit: null,
      credits_usd: 0.00048,
      credits_limit_usd: 0.0012,
    });
    budget.book({ computeS: 6.1 });
    expect(budget.take()?.detail).toBe("the daily budget of 0.0012 USD is used up");
    pass(12 * HOUR);
    expect(budget.take()).toBeNull();
    budget.book({ computeS: 900 });
    expect(budget.take()).toMatchObject({
      detail: "the monthly budget of 0.10 USD is used up",
      retryAfterS: 9 * 86_400,
    });
    expect(ledgers.at(-1)?.monthRequests).toBe(2);
  });

  it("believes no cost that is none, and no single cost beyond an hour", () => {
    const { budget, ledgers } = open({});
    for (const computeS of [Number.NaN, -5, 0, Number.NEGATIVE_INFINITY]) budget.book({ computeS });
    expect(ledgers).toEqual([]);
    for (const computeS of [Number.POSITIVE_INFINITY, 1e300]) budget.book({ computeS });
    expect(budget.snapshot().month.credits_usd).toBe(0.864);
  });

  it("takes another price, and rounds to 6 digits", () => {
    const budget = createBudget({
      limits: none,
      clock: { now: () => 0, wall: () => 0 },
      saved: null,
      changed: () => {},
      usdPerComputeS: 1 / 3,
    });
    budget.book({ computeS: 1 });
    expect(budget.snapshot().day.credits_usd).toBe(0.333333);
  });

  it("a limit of zero stays closed and promises nothing", () => {
    const { budget } = open({ requestsPerDay: 0 });
    expect(budget.take()).toEqual({
      code: "budget_exhausted",
      detail: "the daily budget of 0 requests is used up",
    });
    expect(budget.snapshot()).toMatchObject({ state: "exhausted", closed_until: null });
  });

  it("goes on where an earlier run stopped", () => {
    const first = open({ requestsPerDay: 2 });
    first.budget.take();
    first.budget.book({ computeS: 10 });
    const second = open({ requestsPerDay: 2 }, "2026-11-21T13:00:00Z", first.ledgers.at(-1) ?? null);
    expect(second.budget.snapshot().day).toMatchObject({ requests: 1, credits_usd: 0.0012 });
    expect(second.budget.take()).toBeNull();
    expect(second.budget.take()).not.toBeNull();
  });

  it.each([
    ["the last day of a month", "2026-11-30T23:59:59.999Z", "2026-12-01T00:00:00.000Z"],
    ["the last day of a year", "2026-12-31T00:00:00.000Z", "2027-01-01T00:00:00.000Z"],
    ["a leap day", "2028-02-29T10:00:00.000Z", "2028-03-01T00:00:00.000Z"],
    ["the 28th of a leap February", "2028-02-28T10:00:00.000Z", "2028-03-01T00:00:00.000Z"],
    ["the 28th of another", "2027-02-28T10:00:00.000Z", "2027-03-01T00:00:00.000Z"],
    ["a century that leaps not", "2100-02-28T10:00:00.000Z", "2100-03-01T00:00:00.000Z"],
  ])("closes the month on %s until the next", (_, at, until) => {
    const { budget, pass } = open({ requestsPerMonth: 1 }, at);
    budget.take();
    expect(budget.snapshot().closed_until).toBe(until);
    const wait = Date.parse(until) - Date.parse(at);
    pass(wait - 1);
    expect(budget.take()).toMatchObject({ retryAfterS: 1 });
    pass(1);
    expect(budget.take()).toBeNull();
    expect(budget.snapshot().month.requests).toBe(1);
  });

  it("a new day keeps the month", () => {
    const { budget, pass } = open({}, "2028-02-28T23:00:00Z");
    budget.take();
    pass(HOUR);
    budget.take();
    expect(budget.snapshot()).toMatchObject({ day: { requests: 1 }, month: { requests: 2 } });
  });

  it("days are days of UTC where clocks are put forward and back", () => {
    const zone = process.env.TZ;
    process.env.TZ = "America/New_York";
    try {
      for (const day of ["2026-03-08", "2026-11-01"]) {
        const { budget } = open({ requestsPerDay: 1 }, `${day}T00:00:00Z`);
        budget.take();
        expect(budget.take()).toMatchObject({ retryAfterS: 86_400 });
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it("a wall clock set back a day spends from the later day until it has passed", () => {
    const { budget, setWall } = open({ requestsPerDay: 2 }, "2026-12-01T00:10:00Z");
    budget.take();
    setWall("2026-11-30T00:10:00Z");
    expect(budget.take()).toBeNull();
    expect(budget.take()).toMatchObject({ retryAfterS: 2 * 86_400 - 600 });
    expect(budget.snapshot()).toMatchObject({
      closed_until: "2026-12-02T00:00:00.000Z",
      day: { requests: 2 },
      month: { requests: 2 },
    });
    setWall("2026-12-01T23:59:59Z");
    expect(budget.take()).not.toBeNull();
    setWall("2026-12-02T00:00:00Z");
    expect(budget.take()).toBeNull();
    expect(budget.snapshot().month.requests).toBe(3);
  });

  it("a step back within the day changes nothing, a restart after one neither", () => {
    const { budget, setWall, ledgers } = open({ requestsPerDay: 2 });
    budget.take();
    setWall("2026-11-21T01:00:00Z");
    budget.take();
    expect(budget.take()).not.toBeNull();
    const after = open({ requestsPerDay: 2 }, "2026-11-20T12:00:00Z", ledgers.at(-1) ?? null);
    expect(after.budget.take()).not.toBeNull();
  });
});
