import { ConsecutiveBreaker, handleWhenResult, retry } from "cockatiel";
import PQueue from "p-queue";
import { tierWide } from "../../contracts/failures";
import { type Failure, failed, failure, type Outcome } from "../failure";
import type { Budget, Clock, SharedClosures } from "../ports";
import { endWithin } from "../with-deadline";
import { type Breaker, type BreakerLook, createBreaker, isFailed } from "./create-breaker";
import { createRetryBudget } from "./create-retry-budget";
import type { PolicySettings } from "./policy-settings";
import { tripsOn } from "./trips-on";

/** One attempt as it ended, for whoever counts. */
export interface AttemptEvent {
  readonly model: string;
  readonly attempt: number;
  readonly outcome: "answered" | Failure["code"];
  readonly ms: number;
}

export interface HostPolicy {
  /** Sends one call with so many texts to a model. `work` is one attempt and may be called up to `attempts` times. */
  ask<T>(
    model: string,
    texts: number,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>>;
  /** The host as a whole: closed while the key is refused, credits or budget are used up, or a rate limit holds. */
  lookAtHost(): BreakerLook;
  lookAtModel(model: string): BreakerLook;
}

/** Failures that concern the host and every model on it. A full queue is our own. */
const closes = ({ code }: Failure): boolean => tierWide.has(code) && code !== "busy";
/** Failures that say a model, or the way to it, is out. */
const counting: ReadonlySet<Failure["code"]> = new Set(["unreachable", "timed_out", "upstream_failed", "bad_answer"]);
/** Failures after which the same call may succeed a moment later. */
const passing: ReadonlySet<Failure["code"]> = new Set(["unreachable", "upstream_failed", "bad_answer"]);

/** What each further text of a call may take, and a call in all. */
const TEXT_MS = 150;
const LONGEST_ATTEMPT_MS = 8_000;
const BACKOFF_MS = 120;
const LONGEST_BACKOFF_MS = 600;
const UNKNOWN_WINDOW_MS = 10_000;
/** A host that refuses and says "now" is not taken at its word. */
const SHORTEST_REFUSAL_MS = 1_000;

/**
 * Everything that stands between a call and a host, composed once: retry(bulkhead(gate(budget(breaker(attempt timeout))))).
 * The caller's signal carries the deadline of its tier.
 */
export function createHostPolicy(options: {
  readonly settings: PolicySettings;
  readonly clock: Pick<Clock, "now">;
  readonly budget: Budget;
  /** Where several processes ask the same host. */
  readonly closures?: SharedClosures | undefined;
  readonly random?: () => number;
  readonly attempted?: (event: AttemptEvent) => void;
  /** Makes work part of what is under way for who asked: who waits in line is started by whoever leaves it. */
  readonly bind?: <T>(work: () => T) => () => T;
  readonly changed?: (what: { readonly model: string | null; readonly state: BreakerLook["state"] }) => void;
}): HostPolicy {
  const { settings, clock, budget, closures, random = Math.random, bind = (work) => work } = options;
  const retries = createRetryBudget(settings.extraTraffic, 10);
  // Not the bulkhead of the breaker's library: there a caller who leaves the queue keeps its place and blocks those behind.
  const lanes = new PQueue({ concurrency: settings.concurrent });
  const closedMs = ({ code, retryAfterS }: Failure): number => {
    if (retryAfterS !== undefined) return Math.max(SHORTEST_REFUSAL_MS, retryAfterS * 1000);
    return code === "rate_limited" ? UNKNOWN_WINDOW_MS : settings.refusedMs;
  };
  const gate = createBreaker({
    clock,
    trips: new ConsecutiveBreaker(1),
    counts: closes,
    saysNothing,
    openMs: closedMs,
    refusal: (because, retryAfterS) => ({ ...because, retryAfterS }),
    changed: (state) => options.changed?.({ model: null, state }),
  });
  const breakers = new Map<string, Breaker>();
  const breakerOf = (model: string): Breaker => {
    const known = breakers.get(model);
    if (known) return known;
    const made = createBreaker({
      clock,
      trips: tripsOn({ inARow: 5, share: 0.4, ofLast: 20, atLeast: 16 }),
      counts: ({ code }, trial) => counting.has(code) || (trial && code !== "refused_text"),
      saysNothing,
      openMs: (_because, again) => (again ? settings.openAgainMs : settings.openMs),
      refusal: leftAlone,
      changed: (state) => options.changed?.({ model, state }),
    });
    breakers.set(model, made);
    return made;
  };

  /** Models whose one trial has set out: until it has begun, their breakers do not know of it. */
  const trials = new Set<string>();

  const attempt = async <T>(call: Call<T>, count: number): Promise<Outcome<T>> => {
    const breaker = breakerOf(call.model);
    // A call that the breaker will refuse anyway must cost neither a request of the budget nor the gate's one trial.
    const look = breaker.look();
    const refused = breaker.refusal() ?? (trials.has(call.model) ? leftAlone(look.because, 0) : null);
    if (refused !== null) return { ok: false, error: refused };
    if (look.state === "closed") return passGate(call, count);
    trials.add(call.model);
    try {
      return await passGate(call, count);
    } finally {
      trials.delete(call.model);
    }
  };

  const passGate = async <T>(call: Call<T>, count: number): Promise<Outcome<T>> => {
    const breaker = breakerOf(call.model);
    // A trial is seen through even when its caller leaves: everyone else waits for what it says.
    const trial = gate.look().state !== "closed" || breaker.look().state !== "closed";
    const signal = trial ? new AbortController().signal : call.signal;
    return gate.run(async () => {
      // What another process was told closes the gate of this one, without a call of its own.
      const told = closures ? await closures.look(trial) : null;
      if (told !== null) return { ok: false, error: told };
      const asked = budget.take();
      const spent = asked instanceof Promise ? await asked : asked;
      if (spent !== null) return { ok: false, error: spent };
      // Only what is sent earns: calls that are refused here would save up retries for a storm.
      if (count === 0) retries.earn();
      return breaker.run(async () => {
        const started = clock.now();
        const outcome = await endWithin<Outcome<T>>(
          { signal, ms: call.ms, late: failed("timed_out"), gone: failed("cancelled") },
          call.work,
        );
        options.attempted?.({
          model: call.model,
          attempt: count,
          outcome: outcome.ok ? "answered" : outcome.error.code,
          ms: clock.now() - started,
        });
        if (!outcome.ok && closes(outcome.error)) closures?.tell(outcome.error, closedMs(outcome.error));
        return outcome;
      });
    });
  };

  const inLane = async <T>(call: Call<T>, count: number): Promise<Outcome<T>> => {
    if (lanes.size >= settings.waiting) return failed("busy");
    try {
      return await lanes.add(
        bind(() => attempt(call, count)),
        { signal: call.signal },
      );
    } catch (error) {
      if (call.signal.aborted) return failed("cancelled");
      throw error;
    }
  };

  const again = retry(
    handleWhenResult((outcome) => isPassing(outcome) && retries.has()),
    {
      maxAttempts: settings.attempts - 1,
      backoff: {
        next: function next({ attempt: count }: { readonly attempt: number }) {
          // Full jitter: callers that failed together do not come back together.
          const ceiling = Math.min(LONGEST_BACKOFF_MS, BACKOFF_MS * 2 ** count);
          return { duration: random() * ceiling, next };
        },
      },
    },
  ).dangerouslyUnref();

  return {
    async ask(model, texts, signal, work) {
      let last: Awaited<ReturnType<typeof work>> = failed("cancelled");
      const ms = Math.min(LONGEST_ATTEMPT_MS, settings.attemptMs + TEXT_MS * (texts - 1));
      const outcome = await again.execute(async ({ attempt: count }) => {
        if (count > 0 && !retries.take()) return last;
        last = await inLane({ model, ms, signal, work }, count);
        return last;
      }, signal);
      return outcome;
    },
    lookAtHost: gate.look,
    lookAtModel: (model) => breakers.get(model)?.look() ?? { state: "closed", because: null, retryAfterS: 0 },
  };
}

interface Call<T> {
  readonly model: string;
  readonly ms: number;
  readonly signal: AbortSignal;
  readonly work: (signal: AbortSignal) => Promise<Outcome<T>>;
}

const leftAlone = (because: Failure | null, retryAfterS: number): Failure =>
  failure("breaker_open", { detail: `left alone for a while: ${because?.detail ?? "it failed"}`, retryAfterS });

/** Who went away says nothing of whom was asked. */
const saysNothing = ({ code }: Failure): boolean => code === "cancelled";

/** A server that says when to come back is asked then, not before. */
const isPassing = (outcome: unknown): boolean =>
  isFailed(outcome) && passing.has(outcome.error.code) && outcome.error.retryAfterS === undefined;
