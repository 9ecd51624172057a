import type { PricesAnswer } from "@/lib/contracts/functions/prices";

const LEAST_MS = 15_000;
const MOST_MS = 600_000;

/**
 * When a well server is asked again: when the first source that did not answer it may be; 0 is never. A server that is out itself
 * has the countdown that the page shows (`retryInS`).
 */
export function askAgainMs({ degraded }: Pick<PricesAnswer, "degraded">): number {
  if (degraded.some(({ source }) => source === "server")) return 0;
  const soonest = Math.min(...degraded.map(({ retry_after_s: seconds }) => seconds || Number.POSITIVE_INFINITY));
  return Number.isFinite(soonest) ? Math.min(MOST_MS, Math.max(LEAST_MS, (soonest + 1) * 1_000)) : 0;
}
