import { type Failure, failure } from "../failure";
import { findClosure } from "./find-closure";
import type { Spending } from "./spending";

/** Why one more call must not be made, or null. */
export function refuseCall(spending: Spending): Failure | null {
  const closure = findClosure(spending);
  if (closure === null) return null;
  const { budget, opensInMs } = closure;
  return failure("budget_exhausted", {
    detail: `the ${budget} is used up`,
    ...(Number.isFinite(opensInMs) && { retryAfterS: Math.max(1, Math.ceil(opensInMs / 1000)) }),
  });
}
