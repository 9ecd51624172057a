/** What was spent in the running month and day, both UTC. Plain data: what a restart must not forget. */
export interface Ledger {
  /** As in 2026-11. */
  readonly month: string;
  readonly monthRequests: number;
  readonly monthCreditsUsd: number;
  /** As in 2026-11-21; a day of the month above. */
  readonly day: string;
  readonly dayRequests: number;
  readonly dayCreditsUsd: number;
}

/** What is kept over a restart: what was shared with other processes, and apart from it what they were not told of. */
export interface KeptLedger extends Ledger {
  readonly unsent?: Ledger;
}
