import type { Ledger } from "./ledger";
import type { BudgetLimits } from "./limits";

/** What was spent, against what may be. */
export interface Spending {
  readonly limits: BudgetLimits;
  readonly ledger: Ledger;
  /** Calls of the last 60 s, and milliseconds until one more may be made where there are too many. */
  readonly minute: { readonly requests: number; readonly freesInMs: number };
  /** Milliseconds since the epoch. */
  readonly wall: number;
}
