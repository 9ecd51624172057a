import { type CircuitState, ConsecutiveBreaker, CountBreaker, type IBreaker } from "cockatiel";

/** Trips on so many failures in a row, or when more than a share of the last calls failed, whichever comes first. */
export function tripsOn({
  inARow,
  share,
  ofLast,
  atLeast,
}: {
  readonly inARow: number;
  readonly share: number;
  readonly ofLast: number;
  /** Calls before a share says anything. Fewer than `ofLast`: the call that trips is a failed one, which may come late. */
  readonly atLeast: number;
}): IBreaker {
  const rules = [
    new ConsecutiveBreaker(inARow),
    new CountBreaker({ threshold: share, size: ofLast, minimumNumberOfCalls: atLeast }),
  ] as const;
  return {
    // Kept by nobody: a breaker starts anew with its process.
    state: undefined,
    success: (state: CircuitState) => {
      for (const rule of rules) rule.success(state);
    },
    // Both must hear of it, so no short cut.
    failure: (state: CircuitState) => rules.map((rule) => rule.failure(state)).includes(true),
  };
}
