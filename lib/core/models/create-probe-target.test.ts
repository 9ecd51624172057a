import { expect, it } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { ok } from "../errors";
import { failure, type Outcome } from "../failure";
import { catalogue } from "./catalogue";
import { createModelState } from "./create-model-state";
import { createProbeTarget } from "./create-probe-target";

const [spec] = catalogue;
if (!spec) throw new Error("the catalogue is empty");

function start({ wasAsked = true } = {}) {
  const clock = fakeClock();
  const state = createModelState(spec as NonNullable<typeof spec>, clock);
  const target = createProbeTarget({
    key: "a",
    host: "h",
    standing: () => state.look().kind,
    refusal: state.refusal,
    policy: null,
    wasAsked: () => wasAsked,
    async proof(): Promise<Outcome<unknown>> {
      state.proved();
      return ok(null);
    },
  });
  return { clock, state, target };
}

it("is probed when its rest is over, and left alone once it is proved", async () => {
  const { clock, state, target } = start();
  expect(target.waitMs()).toBeNull();
  state.note(failure("crashed", { retryAfterS: 60 }));
  expect(target.waitMs()).toBe(60_000);
  clock.pass(59_000);
  expect(target.waitMs()).toBe(1_000);
  clock.pass(1_000);
  expect(state.look().kind).toBe("unverified");
  expect(target.waitMs()).toBe(0);
  await target.probe();
  expect(target.waitMs()).toBeNull();
});

it("is left alone when somebody else got through", () => {
  const { clock, state, target } = start();
  state.note(failure("crashed", { retryAfterS: 60 }));
  target.waitMs();
  clock.pass(60_000);
  state.proved();
  expect(target.waitMs()).toBeNull();
});

it.each([
  ["is refused for hours", failure("golden_failed"), true],
  ["is loading, and warmed already", failure("loading"), true],
  ["was never asked", failure("crashed", { retryAfterS: 60 }), false],
] as const)("is not probed when it %s", (_, because, wasAsked) => {
  const { state, target } = start({ wasAsked });
  state.note(because);
  expect(target.waitMs()).toBeNull();
});
