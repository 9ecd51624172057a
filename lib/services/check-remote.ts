import type { RemoteLook } from "../core/models/remote-look";
import type { EngineCheck } from "../core/ports";
import { stateOf } from "./list-models";

/**
 * How the remote tier and its models are, from what is known; nobody is asked. Models that are well, or were never wanted,
 * need no line of their own.
 */
export function checkRemote(remote: RemoteLook, now: number): ReadonlyMap<string, EngineCheck> {
  const check = (status: EngineCheck["status"], detail: string): EngineCheck => ({ status, detail, checkedAt: now });
  const { state, why } = remote.mode;
  if (state === "off") return new Map([["hf_inference_api", check("off", why)]]);
  const refusal = remote.refusal();
  if (refusal !== null) {
    // Why there is no usable key says itself who reads instead.
    const instead = refusal.detail === why ? "" : ": local tiers";
    return new Map([["hf_inference_api", check("warn", `${refusal.detail}${instead}`)]]);
  }
  const lines: [string, EngineCheck][] = [["hf_inference_api", check("pass", why)]];
  for (const spec of remote.specs) {
    const { state: model, detail, retry_after_s: seconds } = stateOf(spec, remote);
    const again = seconds === null ? "" : `, asked again in ${seconds} s`;
    if (model === "warming") lines.push([`hf_inference_api/${spec.key}`, check("warn", `warming: ${detail}`)]);
    if (model === "resting") lines.push([`hf_inference_api/${spec.key}`, check("warn", `${detail}${again}`)]);
    if (model === "refused") lines.push([`hf_inference_api/${spec.key}`, check("off", detail)]);
  }
  return new Map(lines);
}
