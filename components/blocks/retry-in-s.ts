import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import type { AppError } from "@/lib/core/errors";
import { mayRetry } from "./problem-words";

export const RETRY_S = 20;
const LEAST_S = 5;
/** A server that is back is heard within a minute, whatever it said before. */
const MOST_S = 50;

/** After how many seconds the page asks again by itself: where the server did not answer, or could not; null where it is well. */
export function retryInS(
  problem: AppError | null,
  answer: Pick<PricesAnswer, "degraded"> | null = null,
): number | null {
  const bounded = (seconds: number): number => Math.min(MOST_S, Math.max(LEAST_S, seconds));
  if (problem !== null) return mayRetry(problem) ? bounded(problem.retryAfterS ?? RETRY_S) : null;
  const server = answer?.degraded.find(({ source }) => source === "server");
  return server ? bounded(server.retry_after_s ?? RETRY_S) : null;
}
