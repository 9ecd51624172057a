import type { Failure } from "../failure";
import type { Budget, Clock } from "../ports";
import { createMinuteWindow } from "./create-minute-window";
import { type BudgetSnapshot, describeBudget } from "./describe-budget";
import type { Ledger } from "./ledger";
import type { BudgetLimits } from "./limits";
import { priceOf } from "./price-of";
import { refuseCall } from "./refuse-call";
import { rollLedger } from "./roll-ledger";
import type { Spending } from "./spending";

interface BudgetOptions {
  readonly limits: BudgetLimits;
  readonly clock: Pick<Clock, "now" | "wall">;
  /** What was spent before the start; null when nothing is known. */
  readonly saved: Ledger | null;
  /** Told of the ledger each time something was spent. */
  readonly changed: (ledger: Ledger) => void;
  readonly usdPerComputeS?: number;
}

interface BudgetLedger extends Budget {
  take(): Failure | null;
  snapshot(): BudgetSnapshot;
}

/** Counts remote calls and what they are thought to cost, and closes when a limit is reached. */
export function createBudget({ limits, clock, saved, changed, usdPerComputeS }: BudgetOptions): BudgetLedger {
  const minute = createMinuteWindow(() => clock.now(), limits.requestsPerMinute);
  const live = { ledger: saved };

  const look = (): Spending => {
    const wall = clock.wall();
    const ledger = rollLedger(live.ledger, wall);
    live.ledger = ledger;
    return { limits, ledger, minute: { requests: minute.count(), freesInMs: minute.freesInMs() }, wall };
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
      const spending = look();
      const refusal = refuseCall(spending);
      if (refusal !== null) return refusal;
      minute.add();
      spend(spending.ledger, 1, 0);
      return null;
    },

    book({ computeS }) {
      const usd = priceOf(computeS, usdPerComputeS);
      if (usd > 0) spend(rollLedger(live.ledger, clock.wall()), 0, usd);
    },

    snapshot: () => describeBudget(look()),
  };
}
