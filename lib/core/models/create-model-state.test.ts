import { describe, expect, it } from "vitest";
import { fakeClock } from "@/tests/fakes/fake-clock";
import { failure } from "../failure";
import { catalogue } from "./catalogue";
import { createModelState } from "./create-model-state";

const HOUR_MS = 3_600_000;

function make(key = "financial_sentiment") {
  const spec = catalogue.find((candidate) => candidate.key === key);
  if (!spec) throw new Error(`no model ${key}`);
  const clock = fakeClock();
  return { clock, state: createModelState(spec, clock) };
}

describe("createModelState", () => {
  it("is trusted for a day after its golden sentences, then reads them again", () => {
    const { clock, state } = make();
    expect(state.look().kind).toBe("unverified");
    state.proved();
    clock.pass(24 * HOUR_MS - 1);
    expect(state.look().kind).toBe("ready");
    clock.pass(1);
    expect(state.look().kind).toBe("unverified");
  });

  it.for([
    [8, 8],
    [300, 60],
    [undefined, 20],
  ] as const)("a model that needs %s s to load is asked again after %d s", ([saidS, waitS]) => {
    const { clock, state } = make();
    state.note(failure("loading", saidS === undefined ? {} : { retryAfterS: saidS }));
    expect(state.look().kind).toBe("loading");
    expect(state.refusal()).toMatchObject({ code: "loading", retryAfterS: waitS });
    clock.pass(waitS * 1000);
    expect(state.refusal()).toBeNull();
  });

  it.for(["not_served", "gated", "golden_failed"] as const)("%s is not tried twice in vain", (code) => {
    const { clock, state } = make();
    state.proved();
    state.note(failure(code));
    expect(state.refusal()).toMatchObject({ code, retryAfterS: 6 * 3_600 });
    clock.pass(6 * HOUR_MS);
    expect(state.look().kind).toBe("unverified");
  });

  it.for(["unreachable", "timed_out", "bad_answer", "rate_limited", "cancelled"] as const)(
    "%s says nothing lasting",
    (code) => {
      const { state } = make();
      state.proved();
      state.note(failure(code));
      expect(state.look().kind).toBe("ready");
    },
  );

  it("never asks a model that is known to be unusable, whatever it hears", () => {
    const { clock, state } = make("crypto_gen");
    state.note(failure("loading", { retryAfterS: 1 }));
    clock.pass(365 * 24 * HOUR_MS);
    const refusal = state.refusal();
    expect(refusal).toMatchObject({ code: "not_served" });
    expect(refusal?.retryAfterS).toBeUndefined();
  });

  it("pays no heed to a wall clock that is set back a day", () => {
    const { clock, state } = make();
    state.note(failure("loading", { retryAfterS: 10 }));
    clock.setOff(-24 * HOUR_MS);
    expect(state.refusal()?.retryAfterS).toBe(10);
    clock.pass(10_000);
    expect(state.refusal()).toBeNull();
  });
});
