import {
  type CircuitBreakerPolicy,
  CircuitState,
  circuitBreaker,
  type FailureReason,
  handleWhenResult,
  type IBreaker,
} from "cockatiel";
import type { Failure, Outcome } from "../failure";
import type { Clock } from "../ports";

export interface BreakerOptions {
  readonly clock: Pick<Clock, "now">;
  /** Decides when failures are too many. */
  readonly trips: IBreaker;
  /** Which failures count; the others pass through. `trial`: of the one call that is let through. */
  readonly counts: (failure: Failure, trial: boolean) => boolean;
  /** Which failures say nothing of the other side: they are neither counted nor taken for a sign of health. */
  readonly saysNothing: (failure: Failure) => boolean;
  /** How long to leave the other side alone, in milliseconds. `again`: something had changed less than a minute before. */
  readonly openMs: (failure: Failure, again: boolean) => number;
  /** What callers get meanwhile. */
  readonly refusal: (because: Failure, retryAfterS: number) => Failure;
  readonly changed?: (state: BreakerState) => void;
}

type BreakerState = "closed" | "open" | "half_open";

export interface BreakerLook {
  readonly state: BreakerState;
  readonly because: Failure | null;
  /** Seconds until one call is let through; 0 unless open. */
  readonly retryAfterS: number;
}

export interface Breaker {
  run<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
  look(): BreakerLook;
  /** Why a call would be refused now, or null. */
  refusal(): Failure | null;
}

const AGAIN_MS = 60_000;

/**
 * A circuit breaker over outcomes: opens when failures are too many, lets one call through after a while, closes when that
 * one succeeds. Nobody waits for that call: the others are refused at once.
 */
export function createBreaker(options: BreakerOptions): Breaker {
  const { clock, counts, saysNothing, changed } = options;
  let because: Failure | null = null;
  let openUntil = 0;
  let changedAt = Number.NEGATIVE_INFINITY;

  const backoff = {
    // The library would measure by the wall clock, which can be set back. `run` holds calls back by the monotonic one.
    duration: Number.NEGATIVE_INFINITY,
    next(context: { readonly result: FailureReason<unknown> }) {
      const latest = failureIn(context.result);
      if (latest !== null && !saysNothing(latest)) because = latest;
      const ms = latest === null ? 0 : options.openMs(latest, clock.now() - changedAt < AGAIN_MS);
      openUntil = clock.now() + ms;
      return backoff;
    },
  };
  const policy: CircuitBreakerPolicy = circuitBreaker(
    handleWhenResult((outcome) => {
      if (!isFailed(outcome)) return false;
      const trial = policy.state === CircuitState.HalfOpen;
      return counts(outcome.error, trial) || (trial && saysNothing(outcome.error));
    }),
    { breaker: options.trips, halfOpenAfter: backoff },
  );
  policy.onStateChange((state) => {
    changedAt = clock.now();
    changed?.(nameOf(state));
  });

  const look = (): BreakerLook => {
    const state = nameOf(policy.state);
    return {
      state,
      because: state === "closed" ? null : because,
      retryAfterS: state === "open" ? Math.max(0, openUntil - clock.now()) / 1000 : 0,
    };
  };

  /** Of several refusals that were on their way together, the longest wait holds. */
  const prolong = (latest: Failure): void => {
    const until = clock.now() + (latest.retryAfterS ?? 0) * 1000;
    if (policy.state !== CircuitState.Open || until <= openUntil) return;
    because = latest;
    openUntil = until;
  };

  const refusal = (): Failure | null => {
    const { state, retryAfterS } = look();
    const refuses = state === "half_open" || (state === "open" && retryAfterS > 0);
    return because !== null && refuses ? options.refusal(because, retryAfterS) : null;
  };

  return {
    look,
    refusal,
    async run<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
      const refused = refusal();
      if (refused !== null) return { ok: false, error: refused };
      const trial = policy.state !== CircuitState.Closed;
      let unheard: Outcome<T> | null = null;
      try {
        return await policy.execute(async () => {
          const outcome = await work();
          if (!outcome.ok && counts(outcome.error, false)) prolong(outcome.error);
          if (outcome.ok || trial || !saysNothing(outcome.error)) return outcome;
          unheard = outcome;
          // The library takes every value for one sign or the other; only what is thrown passes it by.
          throw new Unheard();
        });
      } catch (error) {
        if (error instanceof Unheard && unheard !== null) return unheard;
        throw error;
      }
    },
  };
}

class Unheard extends Error {}

const nameOf = (state: CircuitState): BreakerState =>
  state === CircuitState.Closed ? "closed" : state === CircuitState.HalfOpen ? "half_open" : "open";

export const isFailed = (value: unknown): value is { readonly ok: false; readonly error: Failure } =>
  typeof value === "object" && value !== null && "ok" in value && value.ok === false;

const failureIn = (reason: FailureReason<unknown>): Failure | null =>
  "value" in reason && isFailed(reason.value) ? reason.value.error : null;
