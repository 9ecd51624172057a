import type { Ledger } from "./ledger";

/** The ledger as of now: a period that has passed starts anew. */
export function rollLedger(ledger: Ledger | null, wall: number): Ledger {
  const day = new Date(wall).toISOString().slice(0, 10);
  // Periods only go forward. A wall clock set back spends from the later period that was already begun.
  if (ledger !== null && day <= ledger.day) return ledger;
  const month = day.slice(0, 7);
  const kept = ledger?.month === month ? ledger : null;
  return {
    month,
    monthRequests: kept?.monthRequests ?? 0,
    monthCreditsUsd: kept?.monthCreditsUsd ?? 0,
    day,
    dayRequests: 0,
    dayCreditsUsd: 0,
  };
}
