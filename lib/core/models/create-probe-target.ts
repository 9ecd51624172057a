import type { Failure, Outcome } from "../failure";
import type { HostPolicy } from "../resilience/create-host-policy";
import type { ProbeTarget } from "../resilience/create-prober";
import type { Standing } from "./create-model-state";

/**
 * What a prober has to know of a model. One that is refused for hours is left alone, and one that is loading is warmed already. `proof`
 * asks it its golden sentences.
 */
export function createProbeTarget(options: {
  readonly key: string;
  readonly host: string;
  readonly standing: () => Standing["kind"];
  readonly refusal: () => Failure | null;
  /** Null: a model of this device, which nothing stands before. */
  readonly policy: Pick<HostPolicy, "lookAtHost" | "lookAtModel"> | null;
  /** Whether anyone has asked for it since the start. */
  readonly wasAsked: () => boolean;
  readonly proof: () => Promise<Outcome<unknown>>;
}): ProbeTarget {
  const { key, host, policy } = options;
  let wasOut = false;
  return {
    key,
    host,
    waitMs() {
      const kind = options.standing();
      if (!options.wasAsked() || kind === "refused" || kind === "loading") return null;
      const looks = policy ? [policy.lookAtHost(), policy.lookAtModel(key)] : [];
      const isOut = kind === "resting" || looks.some((look) => look.state !== "closed");
      if (isOut) wasOut = true;
      // Somebody got through meanwhile.
      else if (kind === "ready") wasOut = false;
      // The one call that a breaker lets through is on its way.
      if (!wasOut || looks.some((look) => look.state === "half_open")) return null;
      const restS = kind === "resting" ? (options.refusal()?.retryAfterS ?? 0) : 0;
      return Math.max(restS, ...looks.map(({ retryAfterS }) => retryAfterS)) * 1000;
    },
    async probe() {
      const outcome = await options.proof();
      // Why the breaker opened says more than that it did.
      const because = !outcome.ok && outcome.error.code === "breaker_open" ? policy?.lookAtModel(key).because : null;
      return because ? { ok: false, error: because } : outcome;
    },
  };
}
