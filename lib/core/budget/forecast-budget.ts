import type { BudgetSnapshot } from "./describe-budget";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long the month's budget lasts. Times in milliseconds since the epoch; `left` is the share of the month that is left. */
export type BudgetForecast =
  | { readonly kind: "no_limit" }
  /** A limit of zero. */
  | { readonly kind: "closed" }
  | { readonly kind: "used_up"; readonly opensAt: number }
  | { readonly kind: "not_used"; readonly opensAt: number }
  /** Used, but for less than an hour: there is no rate yet. */
  | { readonly kind: "too_early"; readonly left: number; readonly opensAt: number }
  | { readonly kind: "runs_out"; readonly left: number; readonly endsAt: number; readonly opensAt: number }
  | { readonly kind: "lasts"; readonly left: number; readonly leftAtEnd: number; readonly opensAt: number };

interface Purse {
  readonly today: number;
  readonly used: number;
  readonly limit: number;
}

/**
 * Goes on at the rate of the last 24 hours. The snapshot knows today since midnight and the month, so the rest of the 24 hours is taken
 * to have been like the month's days before, of which yesterday is one. The limit that is reached first counts. Months are those of UTC.
 */
export function forecastBudget({ day, month }: Pick<BudgetSnapshot, "day" | "month">, now: number): BudgetForecast {
  const purses: Purse[] = [];
  if (month.limit !== null) purses.push({ today: day.requests, used: month.requests, limit: month.limit });
  if (month.credits_limit_usd !== null) {
    purses.push({ today: day.credits_usd, used: month.credits_usd, limit: month.credits_limit_usd });
  }
  if (purses.length === 0) return { kind: "no_limit" };
  if (purses.some(({ limit }) => limit <= 0)) return { kind: "closed" };

  const date = new Date(now);
  const begins = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  const opensAt = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  const left = Math.min(...purses.map(({ used, limit }) => Math.max(0, 1 - used / limit)));
  if (left === 0) return { kind: "used_up", opensAt };
  if (purses.every(({ used }) => used <= 0)) return { kind: "not_used", opensAt };
  if (now - begins < HOUR_MS) return { kind: "too_early", left, opensAt };

  const rates = purses.map((purse) => ({ ...purse, rate: ratePerMs(purse, begins, now) }));
  const endsAt = Math.min(
    ...rates.map(({ used, limit, rate }) => (rate > 0 ? now + (limit - used) / rate : Number.POSITIVE_INFINITY)),
  );
  if (endsAt < opensAt) return { kind: "runs_out", left, endsAt, opensAt };
  const leftAtEnd = Math.min(...rates.map(({ used, limit, rate }) => 1 - (used + rate * (opensAt - now)) / limit));
  return { kind: "lasts", left, leftAtEnd: Math.max(0, leftAtEnd), opensAt };
}

function ratePerMs({ today, used }: Purse, begins: number, now: number): number {
  const passed = now % DAY_MS;
  const daysBefore = now - passed - begins;
  // The first day of the month has only itself.
  if (daysBefore <= 0) return used / Math.max(1, now - begins);
  const before = Math.max(0, used - today) / daysBefore;
  return (today + before * (DAY_MS - passed)) / DAY_MS;
}
