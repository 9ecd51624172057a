import { describe, expect, it } from "vitest";
import { createRetryBudget } from "./create-retry-budget";

describe("createRetryBudget", () => {
  it("gives one retry for ten first attempts, and none before", () => {
    const budget = createRetryBudget(0.1, 10);
    for (let first = 0; first < 9; first += 1) budget.earn();
    expect(budget.take()).toBe(false);
    budget.earn();
    expect(budget.has()).toBe(true);
    expect(budget.take()).toBe(true);
    expect(budget.has()).toBe(false);
  });

  it("saves up no more than its most", () => {
    const budget = createRetryBudget(0.1, 3);
    for (let first = 0; first < 1_000; first += 1) budget.earn();
    expect([1, 2, 3, 4].map(() => budget.take())).toEqual([true, true, true, false]);
  });

  it("never lets more than its share through, however it is asked", () => {
    const budget = createRetryBudget(0.1, 10);
    let taken = 0;
    for (let first = 1; first <= 5_000; first += 1) {
      budget.earn();
      if (budget.take()) taken += 1;
      expect(taken).toBeLessThanOrEqual(first * 0.1 + 1e-6);
    }
    expect(taken).toBe(500);
  });
});
