import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { createHfClassifier } from "../adapters/hf-inference/create-hf-classifier";
import { createHttpFetch } from "../adapters/http/create-http-fetch";
import type { FailureCode } from "../contracts/failures";
import { type Failure, failure } from "../core/failure";
import { orderOf } from "../core/models/catalogue";
import { createModelEngine } from "../core/models/create-model-engine";
import { createModelState } from "../core/models/create-model-state";
import { createProbeTarget } from "../core/models/create-probe-target";
import { proveModel } from "../core/models/prove-model";
import type { RemoteLook } from "../core/models/remote-look";
import type { ApiMode } from "../core/models/resolve-api-mode";
import type { Budget, Clock, ReadingCache, Report, SharedClosures, SharedTurns, Tier } from "../core/ports";
import { createHostPolicy } from "../core/resilience/create-host-policy";
import type { ProbeTarget } from "../core/resilience/create-prober";
import { type PolicySettings, policySettings } from "../core/resilience/policy-settings";
import type { StatsRecorder } from "../core/stats/create-stats-book";
import type { Trace } from "../core/trace";
import { allowedSpecs } from "./allowed-specs";
import type { Env } from "./env";
import type { Logger } from "./logger";

export interface RemoteTier {
  readonly tier: Tier;
  readonly look: RemoteLook;
  /** Its models, for a prober; none where nobody is asked. */
  readonly targets: readonly ProbeTarget[];
  readonly close: () => Promise<void>;
}

const ENGINE = "hf_inference_api";
/** Of the text, of who asked, or of one model: no word on the service. */
const saysNothing: ReadonlySet<FailureCode> = new Set([
  "cancelled",
  "refused_text",
  "not_served",
  "gated",
  "loading",
  "golden_failed",
]);
/** The tier's share of the three seconds that a single text may take, and of the time of a slice of many. */
const TIER_MS = 2_500;
const TEXT_MS = 120;
const LONGEST_MS = 9_000;
const deadlineMs = (texts: number): number => Math.min(LONGEST_MS, TIER_MS + TEXT_MS * (texts - 1));

/** Puts the remote tier together: what is asked, by which policies, remembered where, paid from which budget. */
export function createRemoteTier(options: {
  readonly env: Env;
  readonly mode: ApiMode;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly cache: ReadingCache;
  readonly budget: Budget;
  readonly recorder: StatsRecorder;
  readonly trace: Trace;
  /** Where several servers share a Redis. */
  readonly turns?: SharedTurns | undefined;
  readonly closures?: SharedClosures | undefined;
  readonly report: Report;
  readonly settings?: Partial<PolicySettings>;
}): RemoteTier {
  const { env, mode, clock, logger, cache, budget, recorder, trace, report } = options;
  const http = createHttpFetch();
  let askedAt: number | null = null;
  let failing: FailureCode | null = null;
  const asked = new Set<string>();
  const policy = createHostPolicy({
    settings: { ...policySettings, ...options.settings },
    clock,
    budget,
    closures: options.closures,
    attempted(event) {
      askedAt = clock.now();
      if (event.outcome === "answered") failing = null;
      else if (!saysNothing.has(event.outcome)) failing = event.outcome;
      asked.add(event.model);
      recorder.attempted(event);
      const { model, attempt, outcome, ms } = event;
      const facts = { "barometer.engine": ENGINE, "barometer.model": model, "barometer.attempt": attempt };
      trace.past({ name: "attempt", ms, facts, error: outcome === "answered" ? null : outcome, leaves: true });
      logger.debug("upstream_attempt", { ...event });
    },
    bind: trace.bind,
    changed: (what) => logger.warn("upstream_state", { ...what, model: what.model ?? "all" }),
  });
  const classifier = createHfClassifier({
    routerOrigin: env.HF_ROUTER_ORIGIN,
    token: mode.state === "auth" ? (env.HF_TOKEN ?? null) : null,
    fetch: http.fetch,
  });
  const specs = allowedSpecs(env);
  const states = new Map(specs.map((spec) => [spec.key, createModelState(spec, clock)]));
  const callers = specs.flatMap((spec) => {
    const state = states.get(spec.key);
    return spec.unusable === null && state ? [{ spec, classifier, policy, book: budget.book, state }] : [];
  });
  const engines = callers.map((caller) =>
    createModelEngine({
      ...caller,
      engine: ENGINE,
      cache,
      clock,
      turns: options.turns,
      deadlineMs,
      digest: (text) => createHash("sha256").update(text).digest("base64url"),
      sleep: (ms) => setTimeout(ms, undefined, { ref: false }),
      looked: recorder.looked,
      report,
    }),
  );
  const withoutKey = refusalOf(mode);
  const targets = callers.map((caller) =>
    createProbeTarget({
      key: caller.spec.key,
      host: ENGINE,
      standing: () => caller.state.look().kind,
      refusal: caller.state.refusal,
      policy,
      wasAsked: () => asked.has(caller.spec.key),
      // No caller's leaving ends it: nobody is waiting.
      proof: () => proveModel(caller, new AbortController().signal),
    }),
  );
  const refusal = (): Failure | null => {
    if (withoutKey !== null) return withoutKey;
    // Until a call has got through, nobody knows that what closed the host has passed.
    const { because, retryAfterS } = policy.lookAtHost();
    return because === null ? null : { ...because, retryAfterS };
  };
  return {
    tier: {
      engine: ENGINE,
      engines,
      order: (category) => orderOf[category],
      onlyNamed: mode.state === "off",
      deadlineMs,
      // Only what will not change: a host that is closed for a while still has its cached readings.
      refusal: () => withoutKey,
    },
    look: {
      mode,
      specs,
      refusal,
      host: policy.lookAtHost,
      askedAt: () => askedAt,
      failing: () => failing,
      model: (key) => ({
        standing: states.get(key)?.look().kind ?? "unverified",
        refusal: states.get(key)?.refusal() ?? null,
        breaker: policy.lookAtModel(key),
      }),
    },
    targets: mode.state === "off" || withoutKey !== null ? [] : targets,
    close: http.close,
  };
}

function refusalOf({ state, why }: ApiMode): Failure | null {
  if (state === "bad_key") return failure("bad_key", { detail: why });
  return state === "auth" || state === "public" ? null : failure("no_key", { detail: why });
}
