import { ConsecutiveBreaker } from "cockatiel";
import { describe, expect, it } from "vitest";
import { fakeClock } from "@/tests/fakes/fake-clock";
import { failed, failure, type Outcome } from "../failure";
import { type BreakerLook, createBreaker } from "./create-breaker";

const DAY_MS = 86_400_000;

function make() {
  const clock = fakeClock();
  const states: BreakerLook["state"][] = [];
  const breaker = createBreaker({
    clock,
    trips: new ConsecutiveBreaker(3),
    counts: ({ code }) => code === "unreachable",
    saysNothing: ({ code }) => code === "cancelled",
    openMs: (_failure, again) => (again ? 60_000 : 30_000),
    refusal: (because, retryAfterS) => failure("breaker_open", { detail: because.code, retryAfterS }),
    changed: (state) => states.push(state),
  });
  const bad = () => breaker.run(async () => failed("unreachable"));
  const gone = () => breaker.run(async () => failed("cancelled"));
  const good = () => breaker.run<string>(async () => ({ ok: true, value: "read" }));
  const open = async () => {
    for (let call = 0; call < 3; call += 1) await bad();
  };
  return { clock, states, breaker, bad, gone, good, open };
}

describe("createBreaker", () => {
  it("opens after so many failures and refuses at once, with the time to come back", async () => {
    const { breaker, clock, good, open } = make();
    await open();
    clock.pass(10_000);
    expect(await good()).toMatchObject({ ok: false, error: { code: "breaker_open", retryAfterS: 20 } });
    expect(breaker.look()).toMatchObject({ state: "open", because: { code: "unreachable" }, retryAfterS: 20 });
  });

  it("lets exactly one of many calls try, and closes when that one succeeds", async () => {
    const { breaker, clock, good, open, states } = make();
    await open();
    clock.pass(30_000);
    let land: (outcome: Outcome<string>) => void = () => {};
    const trial = breaker.run<string>(() => new Promise((resolve) => (land = resolve)));
    const others = await Promise.all(Array.from({ length: 50 }, good));
    expect(others.every((outcome) => !outcome.ok && outcome.error.code === "breaker_open")).toBe(true);
    land({ ok: true, value: "back" });
    expect(await trial).toEqual({ ok: true, value: "back" });
    expect(await good()).toEqual({ ok: true, value: "read" });
    expect(states).toEqual(["open", "half_open", "closed"]);
  });

  it("stays away longer from one that fails again within a minute", async () => {
    const { breaker, clock, good, open } = make();
    await open();
    clock.pass(30_000);
    await good();
    clock.pass(20_000);
    await open();
    expect(breaker.look().retryAfterS).toBe(60);
  });

  it("takes a caller who left for no sign, neither good nor bad", async () => {
    const { breaker, bad, gone } = make();
    for (let call = 0; call < 20; call += 1) expect(await gone()).toMatchObject({ error: { code: "cancelled" } });
    expect(breaker.look().state).toBe("closed");
    await bad();
    await gone();
    await bad();
    await gone();
    await bad();
    expect(breaker.look().state).toBe("open");
  });

  it("does not close because the caller of the trial left, and keeps the reason that it had", async () => {
    const { breaker, clock, gone, open } = make();
    await open();
    clock.pass(30_000);
    await gone();
    expect(breaker.look()).toMatchObject({ state: "open", because: { code: "unreachable" }, retryAfterS: 60 });
  });

  it.for([DAY_MS, -DAY_MS])("pays no heed to a wall clock that is set by %d ms", async (ms) => {
    const { breaker, clock, good, open } = make();
    await open();
    clock.setOff(ms);
    expect(breaker.look().retryAfterS).toBe(30);
    clock.pass(29_999);
    expect((await good()).ok).toBe(false);
    clock.pass(1);
    expect((await good()).ok).toBe(true);
    expect(breaker.look()).toEqual({ state: "closed", because: null, retryAfterS: 0 });
  });

  it("lets what is thrown through", async () => {
    const { breaker } = make();
    await expect(breaker.run(() => Promise.reject(new Error("a defect")))).rejects.toThrow("a defect");
  });
});
