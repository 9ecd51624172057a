import type { Ledger } from "./ledger";
import { rollLedger } from "./roll-ledger";

/** Both together, as of the later day: what was spent in a period that has passed since is left out. */
export function addLedgers(one: Ledger, other: Ledger): Ledger {
  const wall = Math.max(Date.parse(one.day), Date.parse(other.day));
  const [a, b] = [rollLedger(one, wall), rollLedger(other, wall)];
  return {
    month: a.month,
    monthRequests: a.monthRequests + b.monthRequests,
    monthCreditsUsd: a.monthCreditsUsd + b.monthCreditsUsd,
    day: a.day,
    dayRequests: a.dayRequests + b.dayRequests,
    dayCreditsUsd: a.dayCreditsUsd + b.dayCreditsUsd,
  };
}
