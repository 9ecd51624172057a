import { failureWords } from "../contracts/failures";
import type { RemoteLook } from "../core/models/remote-look";
import type { EngineCheck } from "../core/ports";
import { stateOf } from "./list-models";

const TIER = "hf_inference_api";

/**
 * How the remote tier and its models are, from what is known; nobody is asked. Models that are well, or that nobody has asked yet,
 * need no line of their own. `probeInMs`: when a model is asked in the background, or null.
 */
export function checkRemote(
  remote: RemoteLook,
  now: number,
  probeInMs: (key: string) => number | null = () => null,
): ReadonlyMap<string, EngineCheck> {
  const checkedAt = remote.askedAt() ?? now;
  const check = (status: EngineCheck["status"], detail: string, again?: string): EngineCheck => ({
    status,
    detail,
    again,
    checkedAt,
  });
  const { state, why } = remote.mode;
  if (state === "off") return new Map([[TIER, check("off", why)]]);
  const refusal = remote.refusal();
  if (refusal !== null) {
    // Why there is no usable key says itself who reads instead.
    const instead = refusal.detail === why ? "" : ": local tiers";
    const soonest = Math.min(...remote.specs.map(({ key }) => probeInMs(key) ?? Number.POSITIVE_INFINITY));
    const again = Number.isFinite(soonest) ? nextProbe(soonest) : undefined;
    return new Map([[TIER, check("warn", `${refusal.detail}${instead}`, again)]]);
  }
  const models = remote.specs
    .filter(({ unusable }) => unusable === null)
    .map((spec) => ({ key: spec.key, standing: remote.model(spec.key), ...stateOf(spec, remote) }));
  const askable = models.some((model) => model.state === "ready" || model.state === "not_asked_yet");
  const asked = remote.askedAt() === null ? `${why}, not asked yet` : why;
  const failing = remote.failing();
  const lines: [string, EngineCheck][] = [
    [
      TIER,
      !askable
        ? check("warn", "no model of it can be asked now: local tiers")
        : failing === null
          ? check("pass", asked)
          : check("warn", `the latest call failed: ${failureWords[failing]}`),
    ],
  ];
  for (const { key, state: is, detail, retry_after_s: seconds, standing } of models) {
    const again = whenAgain(probeInMs(key), seconds);
    if (is === "warming") lines.push([`${TIER}/${key}`, check("warn", `warming: ${detail}`)]);
    if (is === "resting") lines.push([`${TIER}/${key}`, check("warn", detail, again)]);
    // What a provider does not offer is no alarm; a model that reads plain sentences wrong is.
    const alarming = standing.refusal?.code === "golden_failed";
    if (is === "refused") lines.push([`${TIER}/${key}`, check(alarming ? "warn" : "off", detail)]);
  }
  return new Map(lines);
}

function whenAgain(probeMs: number | null, seconds: number | null): string | undefined {
  if (probeMs !== null) return nextProbe(probeMs);
  if (seconds === null) return undefined;
  return seconds === 0 ? "asked with the next text" : `asked again in ${seconds} s`;
}

const nextProbe = (ms: number): string => (ms === 0 ? "probed now" : `next probe in ${Math.ceil(ms / 1000)} s`);
