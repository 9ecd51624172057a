import type { Ledger } from "../../lib/core/budget/ledger";

/** A ledger as it is kept. */
export const goodLedger: Ledger = {
  month: "2026-11",
  monthRequests: 40,
  monthCreditsUsd: 0.0125,
  day: "2026-11-21",
  dayRequests: 4,
  dayCreditsUsd: 0,
};
