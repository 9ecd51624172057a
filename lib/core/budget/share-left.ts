import type { BudgetSnapshot } from "./describe-budget";

/** What is left of the month's budget, 0..1: of requests or of credits, whichever is less; null without any limit. */
export function shareLeft({ month }: Pick<BudgetSnapshot, "month">): number | null {
  const shares = [leftOf(month.requests, month.limit), leftOf(month.credits_usd, month.credits_limit_usd)].filter(
    (share) => share !== null,
  );
  return shares.length === 0 ? null : Math.min(...shares);
}

function leftOf(spent: number, limit: number | null): number | null {
  if (limit === null) return null;
  return limit === 0 ? 0 : Math.min(1, Math.max(0, 1 - spent / limit));
}
