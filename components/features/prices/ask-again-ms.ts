import type { PricesAnswer } from "@/lib/contracts/functions/prices";

const LEAST_MS = 15_000;
const MOST_MS = 600_000;

/** When the page asks again by itself, as it says: when the first source that did not answer may be asked; 0 is never. */
export function askAgainMs({ degraded }: Pick<PricesAnswer, "degraded">): number {
  const soonest = Math.min(...degraded.map(({ retry_after_s: seconds }) => seconds || Number.POSITIVE_INFINITY));
  return Number.isFinite(soonest) ? Math.min(MOST_MS, Math.max(LEAST_MS, (soonest + 1) * 1_000)) : 0;
}
