import type { ApiError } from "@/lib/browser/parse-problem";
import { mayRetry } from "./problem-words";

const RETRY_S = 20;
const LEAST_S = 5;
/** A server that is back is heard within a minute, whatever it said before. */
const MOST_S = 50;

/** After how many seconds the page asks again by itself; null where that would not help. */
export const retryInS = (problem: ApiError | null): number | null =>
  problem !== null && mayRetry(problem) ? Math.min(MOST_S, Math.max(LEAST_S, problem.retryAfterS ?? RETRY_S)) : null;
