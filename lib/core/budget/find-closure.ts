import type { Spending } from "./spending";

const DAY_MS = 86_400_000;

/** A limit that is reached. */
export interface Closure {
  /** For people. */
  readonly budget: string;
  /** Milliseconds until it opens; infinite where nothing may be spent at all. */
  readonly opensInMs: number;
}

/** Of the limits that are reached, the one that opens last; null when none is. */
export function findClosure({ limits, ledger, minute, wall }: Spending): Closure | null {
  const day = dayEnd(ledger.day) - wall;
  const month = monthEnd(ledger.month) - wall;
  const reached = [
    close(ledger.monthRequests, limits.requestsPerMonth, month, (limit) => `monthly budget of ${requests(limit)}`),
    close(ledger.monthCreditsUsd, limits.creditsUsdPerMonth, month, (limit) => `monthly budget of ${usd(limit)}`),
    close(ledger.dayRequests, limits.requestsPerDay, day, (limit) => `daily budget of ${requests(limit)}`),
    close(ledger.dayCreditsUsd, limits.creditsUsdPerDay, day, (limit) => `daily budget of ${usd(limit)}`),
    close(
      minute.requests,
      limits.requestsPerMinute,
      minute.freesInMs,
      (limit) => `budget of ${requests(limit)} a minute`,
    ),
  ];
  return reached.reduce((last, next) => (next && (!last || next.opensInMs > last.opensInMs) ? next : last), null);
}

function close(
  spent: number,
  limit: number | null,
  opensInMs: number,
  name: (limit: number) => string,
): Closure | null {
  if (limit === null || spent < limit) return null;
  return { budget: name(limit), opensInMs: limit > 0 ? opensInMs : Number.POSITIVE_INFINITY };
}

const dayEnd = (day: string): number => Date.parse(day) + DAY_MS;

const monthEnd = (month: string): number => {
  const start = new Date(`${month}-01`);
  return start.setUTCMonth(start.getUTCMonth() + 1);
};

const requests = (count: number): string => `${count.toLocaleString("en-US")} ${count === 1 ? "request" : "requests"}`;

const usd = (amount: number): string =>
  `${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 6 })} USD`;
