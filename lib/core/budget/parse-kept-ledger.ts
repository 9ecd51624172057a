import type { KeptLedger } from "./ledger";
import { parseLedger } from "./parse-ledger";

/** Reads a ledger with what was not told of it, or without; null when it is anything else, be it by one key. */
export function parseKeptLedger(value: unknown): KeptLedger | null {
  if (typeof value !== "object" || value === null || !("unsent" in value)) return parseLedger(value);
  const { unsent: untold, ...rest } = value;
  const [ledger, unsent] = [parseLedger(rest), parseLedger(untold)];
  return ledger && unsent && { ...ledger, unsent };
}
