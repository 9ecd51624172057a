import type { Ledger } from "./ledger";
import type { BudgetLimits } from "./limits";
import type { Spending } from "./spending";

export interface Exchange {
  /** True: one call is wanted, and taken where no limit is reached. */
  readonly take: boolean;
  readonly limits: BudgetLimits;
  /** What was shared the last time. A store that has lost its figures goes on from them. */
  readonly known: Ledger | null;
  /** What was spent since without telling, and how many calls of it in the last 60 s. */
  readonly unsent: Ledger | null;
  readonly unsentMinute: number;
}

/** By the clock of the store, which is one for all. */
export interface Exchanged extends Spending {
  readonly taken: boolean;
}

/** A ledger that several processes write. Each exchange is one step that no other comes between. */
export interface SharedLedger {
  /** Undefined: no answer, in bounded time. Never fails. */
  exchange(exchange: Exchange): Promise<Exchanged | undefined>;
}
