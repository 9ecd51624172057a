import { failure } from "../failure";
import type { Budget, Clock } from "../ports";
import { createMinuteWindow } from "./create-minute-window";
import { type Closure, findClosure } from "./find-closure";
import type { Ledger } from "./ledger";
import type { BudgetLimits } from "./limits";
import { rollLedger } from "./roll-ledger";

/** An estimate: Hugging Face bills compute seconds times the price of the hardware, and does not tell which it was. */
const USD_PER_COMPUTE_S = 0.00012;
/** More than any call takes. The figure comes from another server, and one wrong figure must not spoil the sums. */
const MAX_COMPUTE_S = 3_600;

interface BudgetOptions {
  readonly limits: BudgetLimits;
  readonly clock: Pick<Clock, "now" | "wall">;
  /** What was spent before the start; null when nothing is known. */
  readonly saved: Ledger | null;
  /** Told of the ledger each time something was spent. */
  readonly changed: (ledger: Ledger) => void;
  readonly usdPerComputeS?: number;
}

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

export interface BudgetLedger extends Budget {
  snapshot(): BudgetSnapshot;
}

/** Counts remote calls and what they are thought to cost, and closes when a limit is reached. */
export function createBudget({
  limits,
  clock,
  saved,
  changed,
  usdPerComputeS = USD_PER_COMPUTE_S,
}: BudgetOptions): BudgetLedger {
  const minute = createMinuteWindow(() => clock.now(), limits.requestsPerMinute);
  const live = { ledger: saved };

  const look = (): { ledger: Ledger; wall: number; minuteRequests: number; closure: Closure | null } => {
    const wall = clock.wall();
    const ledger = rollLedger(live.ledger, wall);
    live.ledger = ledger;
    const minuteRequests = minute.count();
    const ofMinute = { requests: minuteRequests, freesInMs: minute.freesInMs() };
    return { ledger, wall, minuteRequests, closure: findClosure({ limits, ledger, minute: ofMinute, wall }) };
  };

  const spend = (ledger: Ledger, requests: number, usd: number): void => {
    live.ledger = {
      ...ledger,
      monthRequests: ledger.monthRequests + requests,
      monthCreditsUsd: ledger.monthCreditsUsd + usd,
      dayRequests: ledger.dayRequests + requests,
      dayCreditsUsd: ledger.dayCreditsUsd + usd,
    };
    changed(live.ledger);
  };

  return {
    take() {
      const { ledger, closure } = look();
      if (closure !== null) return refuse(closure);
      minute.add();
      spend(ledger, 1, 0);
      return null;
    },

    book({ computeS }) {
      if (!(computeS > 0)) return;
      spend(rollLedger(live.ledger, clock.wall()), 0, Math.min(computeS, MAX_COMPUTE_S) * usdPerComputeS);
    },

    snapshot() {
      const { ledger, wall, minuteRequests, closure } = look();
      return {
        state: closure === null ? "available" : "exhausted",
        closed_until: closure === null ? null : opensAt(closure, wall),
        minute: { requests: minuteRequests, limit: limits.requestsPerMinute },
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
    },
  };
}

const refuse = ({ budget, opensInMs }: Closure) =>
  failure("budget_exhausted", {
    detail: `the ${budget} is used up`,
    ...(Number.isFinite(opensInMs) && { retryAfterS: Math.max(1, Math.ceil(opensInMs / 1000)) }),
  });

const opensAt = ({ opensInMs }: Closure, wall: number): string | null =>
  Number.isFinite(opensInMs) ? new Date(Math.ceil(wall + opensInMs)).toISOString() : null;

const round = (usd: number): number => Math.round(usd * 1e6) / 1e6;
