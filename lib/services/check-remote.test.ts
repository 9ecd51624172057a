import { describe, expect, it } from "vitest";
import { failure } from "../core/failure";
import { catalogue } from "../core/models/catalogue";
import type { RemoteLook } from "../core/models/remote-look";
import { checkRemote } from "./check-remote";

const closed = { state: "closed", because: null, retryAfterS: 0 } as const;
const well: RemoteLook = {
  mode: { state: "auth", why: "HF_TOKEN is set" },
  specs: catalogue,
  refusal: () => null,
  host: () => closed,
  model: () => ({ standing: "ready", refusal: null, breaker: closed }),
  askedAt: () => 4_000,
  failing: () => null,
};
const checks = (more: Partial<RemoteLook>) => Object.fromEntries(checkRemote({ ...well, ...more }, 9_000));

describe("checkRemote", () => {
  it("passes, as old as the latest call, and says when there was none", () => {
    expect(checks({})).toEqual({
      hf_inference_api: { status: "pass", detail: "HF_TOKEN is set", checkedAt: 4_000 },
    });
    expect(checks({ askedAt: () => null }).hf_inference_api).toMatchObject({
      detail: "HF_TOKEN is set, not asked yet",
      checkedAt: 9_000,
    });
  });

  it("warns when no model can be asked, and of one that reads plain sentences wrong", () => {
    const refused = (code: "not_served" | "golden_failed") =>
      checks({ model: () => ({ standing: "refused", refusal: failure(code), breaker: closed }) });
    expect(refused("not_served").hf_inference_api).toMatchObject({ status: "warn" });
    expect(refused("not_served")["hf_inference_api/zero_shot"]).toMatchObject({ status: "off" });
    expect(refused("golden_failed")["hf_inference_api/zero_shot"]).toMatchObject({ status: "warn" });
  });

  it("warns while the latest call that was sent failed, though more may be sent", () => {
    expect(checks({ failing: () => "timed_out" }).hf_inference_api).toMatchObject({
      status: "warn",
      detail: "the latest call failed: it took too long",
    });
  });

  it("shows what is left of a wait", () => {
    const warming = checks({
      model: () => ({ standing: "loading", refusal: failure("loading", { retryAfterS: 7 }), breaker: closed }),
    });
    expect(warming["hf_inference_api/financial_sentiment"]?.detail).toContain("warming");
    const resting = checks({
      model: () => ({ standing: "resting", refusal: failure("upstream_failed", { retryAfterS: 7 }), breaker: closed }),
    });
    expect(resting["hf_inference_api/financial_sentiment"]?.again).toBe("asked again in 7 s");
    expect(resting["hf_inference_api/financial_sentiment"]?.detail).not.toContain("again");
  });

  it("says when the next probe is", () => {
    const open = { state: "open", because: failure("unreachable"), retryAfterS: 20 } as const;
    const one = { ...well, model: () => ({ standing: "ready", refusal: null, breaker: open }) as const };
    expect(checkRemote(one, 9_000, () => 19_001).get("hf_inference_api/financial_sentiment")?.again).toBe(
      "next probe in 20 s",
    );
    const host = { ...well, refusal: () => failure("rate_limited") };
    const inMs = (key: string) => (key === "zero_shot" ? 4_000 : null);
    const tier = checkRemote(host, 9_000, inMs).get("hf_inference_api");
    expect(tier?.detail).toMatch(/: local tiers$/);
    expect(tier?.again).toBe("next probe in 4 s");
  });

  it("is quiet where the tier is off, and warns where it is wanted and closed", () => {
    expect(checks({ mode: { state: "off", why: "no key: local tiers" } })).toMatchObject({
      hf_inference_api: { status: "off", detail: "no key: local tiers" },
    });
    expect(checks({ refusal: () => failure("rate_limited") }).hf_inference_api).toMatchObject({ status: "warn" });
  });
});
