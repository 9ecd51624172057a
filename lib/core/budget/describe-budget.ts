import { type Closure, findClosure } from "./find-closure";
import type { Spending } from "./spending";

interface PeriodSnapshot {
  readonly requests: number;
  readonly limit: number | null;
  readonly credits_usd: number;
  readonly credits_limit_usd: number | null;
}

export interface BudgetSnapshot {
  readonly state: "available" | "exhausted";
  /** Null when open, and when a limit of zero keeps it closed for good. */
  readonly closed_until: string | null;
  readonly minute: { readonly requests: number; readonly limit: number | null };
  readonly day: PeriodSnapshot;
  readonly month: PeriodSnapshot;
}

/** The budget as others are told of it. */
export function describeBudget(spending: Spending): BudgetSnapshot {
  const { limits, ledger, minute, wall } = spending;
  const closure = findClosure(spending);
  return {
    state: closure === null ? "available" : "exhausted",
    closed_until: closure === null ? null : opensAt(closure, wall),
    minute: { requests: minute.requests, limit: limits.requestsPerMinute },
    day: {
      requests: ledger.dayRequests,
      limit: limits.requestsPerDay,
      credits_usd: round(ledger.dayCreditsUsd),
      credits_limit_usd: limits.creditsUsdPerDay,
    },
    month: {
      requests: ledger.monthRequests,
      limit: limits.requestsPerMonth,
      credits_usd: round(ledger.monthCreditsUsd),
      credits_limit_usd: limits.creditsUsdPerMonth,
    },
  };
}

const opensAt = ({ opensInMs }: Closure, wall: number): string | null =>
  Number.isFinite(opensInMs) ? new Date(Math.ceil(wall + opensInMs)).toISOString() : null;

const round = (usd: number): number => Math.round(usd * 1e6) / 1e6;
