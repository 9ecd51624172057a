import type { Ledger } from "./ledger";

const KEYS = ["day", "dayCreditsUsd", "dayRequests", "month", "monthCreditsUsd", "monthRequests"].join();

/** Reads what was kept as a ledger; null when it is anything else, be it by one key. */
export function parseLedger(value: unknown): Ledger | null {
  if (!isLedger(value)) return null;
  const { month, monthRequests, monthCreditsUsd, day, dayRequests, dayCreditsUsd } = value;
  return { month, monthRequests, monthCreditsUsd, day, dayRequests, dayCreditsUsd };
}

function isLedger(value: unknown): value is Ledger {
  if (typeof value !== "object" || value === null || Object.keys(value).sort().join() !== KEYS) return false;
  const fields: Partial<Record<keyof Ledger, unknown>> = value;
  return (
    isDay(fields.day) &&
    fields.day.slice(0, 7) === fields.month &&
    isCount(fields.dayRequests) &&
    isCount(fields.monthRequests) &&
    isAmount(fields.dayCreditsUsd) &&
    isAmount(fields.monthCreditsUsd)
  );
}

/** A day of the calendar: a 30th of February comes back from Date as another day, or not at all. */
function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const start = Date.parse(value);
  return Number.isFinite(start) && new Date(start).toISOString().startsWith(value);
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isAmount = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
