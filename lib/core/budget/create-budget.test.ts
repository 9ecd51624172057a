import { describe, expect, it } from "vitest";
import { budgetContract, budgetTerms, noLimits } from "../../../tests/contract/budget";
import { createBudget } from "./create-budget";
import type { BudgetLimits } from "./limits";

function open(limits: Partial<BudgetLimits>) {
  const { terms, ...rest } = budgetTerms(limits);
  return { budget: createBudget(terms), ...rest };
}

budgetContract("in this process", (terms) => ({ budget: createBudget(terms) }));

describe("createBudget", () => {
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

  it("believes no cost that is none, and no single cost beyond an hour", () => {
    const { budget, ledgers } = open({});
    for (const computeS of [Number.NaN, -5, 0, Number.NEGATIVE_INFINITY]) budget.book({ computeS });
    expect(ledgers).toEqual([]);
    for (const computeS of [Number.POSITIVE_INFINITY, 1e300]) budget.book({ computeS });
    expect(budget.snapshot().month.credits_usd).toBe(0.864);
  });

  it("takes another price, and rounds to 6 digits", () => {
    const budget = createBudget({
      limits: noLimits,
      clock: { now: () => 0, wall: () => 0 },
      saved: null,
      changed: () => {},
      usdPerComputeS: 1 / 3,
    });
    budget.book({ computeS: 1 });
    expect(budget.snapshot().day.credits_usd).toBe(0.333333);
  });
});
