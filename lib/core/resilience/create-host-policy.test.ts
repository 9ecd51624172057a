import { describe, expect, it } from "vitest";
import { fakeClock } from "@/tests/fakes/fake-clock";
import type { FailureCode } from "../../contracts/failures";
import { type Failure, failed, type Outcome } from "../failure";
import { type AttemptEvent, createHostPolicy } from "./create-host-policy";
import { policySettings } from "./policy-settings";

const still = () => new AbortController().signal;

/** The shipped settings under a clock that stands still unless it is moved; no backoff, so that nothing waits for real. */
function make(budget: () => Failure | null = () => null) {
  const clock = fakeClock();
  const events: AttemptEvent[] = [];
  const changes: { readonly at: number; readonly model: string | null; readonly state: string }[] = [];
  const spent = { calls: 0 };
  const policy = createHostPolicy({
    settings: policySettings,
    clock,
    budget: {
      take() {
        spent.calls += 1;
        return budget();
      },
      book: () => {},
    },
    random: () => 0,
    attempted: (event) => events.push(event),
    changed: ({ model, state }) => changes.push({ at: clock.now(), model, state }),
  });
  const ask = (model: string, outcome: Outcome<string>) => policy.ask(model, 1, still(), async () => outcome);
  const sent = () => ({ first: events.filter(({ attempt }) => attempt === 0).length, all: events.length });
  return { clock, events, changes, policy, ask, sent, spent };
}
const good: Outcome<string> = { ok: true, value: "read" };
const bad = failed("upstream_failed");

describe("createHostPolicy", () => {
  it("in a storm over four models sends at most 1.1 times the first attempts", async () => {
    const { ask, sent, spent } = make();
    for (let call = 0; call < 1_000; call += 1) for (const model of ["a", "b", "c", "d"]) await ask(model, bad);
    const { first, all } = sent();
    console.log(`storm, 1,000 calls over 4 models: ${first} first attempts, ${all} calls in all`);
    expect(all).toBeLessThanOrEqual(first * 1.1);
    expect(all).toBeLessThanOrEqual(22);
    expect(spent.calls).toBe(all);
  });

  it("saves up no retries from calls that were never sent", async () => {
    const { ask, sent, clock } = make();
    for (let call = 0; call < 500; call += 1) await ask("a", bad);
    clock.pass(30_000);
    await ask("a", good);
    for (let call = 0; call < 5; call += 1) await ask("a", bad);
    const { first, all } = sent();
    expect(all).toBeLessThanOrEqual(first * 1.1);
  });

  it.for([
    ["rate_limited", 30, 30],
    ["rate_limited", undefined, 10],
    ["out_of_credits", 3_600, 3_600],
    ["bad_key", undefined, 600],
    ["forbidden", undefined, 600],
  ] as const)("after %s with %s s leaves the whole host alone for %d s", async ([code, retryAfterS, closedS]) => {
    const { ask, policy, clock, sent } = make();
    await ask("a", failed(code, retryAfterS === undefined ? {} : { retryAfterS }));
    expect(policy.lookAtHost()).toMatchObject({ state: "open", because: { code }, retryAfterS: closedS });
    clock.pass(closedS * 1000 - 1);
    expect(await ask("b", good)).toMatchObject({ ok: false, error: { code } });
    expect(sent().all).toBe(1);
    clock.pass(1);
    expect(await ask("b", good)).toEqual(good);
  });

  it("asks a host that limits rates once a window, however many call", async () => {
    const { ask, clock, sent } = make();
    for (let second = 0; second < 300; second += 1) {
      await Promise.all(Array.from({ length: 20 }, () => ask("a", failed("rate_limited", { retryAfterS: 30 }))));
      clock.pass(1_000);
    }
    // The first second's twenty left together, before any of them had an answer.
    console.log(`6,000 calls in ten windows of 30 s: ${sent().all} sent`);
    expect(sent().all).toBeLessThanOrEqual(20 + 9);
  });

  it("spends no budget on calls that the breaker refuses, nor while a trial is on its way", async () => {
    const { ask, clock, policy, spent } = make();
    for (let call = 0; call < 5; call += 1) await ask("a", bad);
    const before = spent.calls;
    for (let call = 0; call < 50; call += 1) await ask("a", good);
    expect(spent.calls).toBe(before);
    clock.pass(30_000);
    let land: (outcome: Outcome<string>) => void = () => {};
    const trial = policy.ask<string>("a", 1, still(), () => new Promise((resolve) => (land = resolve)));
    await Promise.resolve();
    for (let call = 0; call < 50; call += 1) await ask("a", good);
    expect(spent.calls).toBe(before + 1);
    land(good);
    expect(await trial).toEqual(good);
  });

  it("does not waste the host's one trial on a model whose breaker is open", async () => {
    const { ask, clock } = make();
    for (let call = 0; call < 5; call += 1) await ask("a", bad);
    await ask("b", failed("rate_limited", { retryAfterS: 5 }));
    clock.pass(5_000);
    expect(await ask("a", good)).toMatchObject({ error: { code: "breaker_open" } });
    expect(await ask("b", good)).toEqual(good);
  });

  it("closes for as long as the budget says", async () => {
    const { ask, policy, sent } = make(() => ({ code: "budget_exhausted", detail: "the day", retryAfterS: 700 }));
    expect(await ask("a", good)).toMatchObject({ error: { code: "budget_exhausted", retryAfterS: 700 } });
    expect(policy.lookAtHost().retryAfterS).toBe(700);
    expect(sent().all).toBe(0);
  });

  it("counts no client that goes away", async () => {
    const { policy } = make();
    for (let call = 0; call < 100; call += 1) {
      const caller = new AbortController();
      const asked = policy.ask("a", 1, caller.signal, () => new Promise<Outcome<string>>(() => {}));
      await Promise.resolve();
      caller.abort();
      expect(await asked).toMatchObject({ error: { code: "cancelled" } });
    }
    expect(policy.lookAtModel("a")).toMatchObject({ state: "closed" });
  });

  it("sees a trial through when its caller leaves", async () => {
    const { ask, clock, policy } = make();
    for (let call = 0; call < 5; call += 1) await ask("a", bad);
    clock.pass(30_000);
    let land: (outcome: Outcome<string>) => void = () => {};
    const caller = new AbortController();
    const trial = policy.ask<string>("a", 1, caller.signal, () => new Promise((resolve) => (land = resolve)));
    await Promise.resolve();
    caller.abort();
    expect(policy.lookAtModel("a").state).toBe("half_open");
    land(good);
    await trial;
    expect(policy.lookAtModel("a").state).toBe("closed");
  });

  it("refuses beyond its lanes and its queue at once, and never sends more than its lanes", async () => {
    const { policy } = make();
    let inside = 0;
    let most = 0;
    const work = async (): Promise<Outcome<string>> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
      return good;
    };
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => policy.ask("a", 1, still(), work)));
    const busy = outcomes.filter((outcome) => !outcome.ok && outcome.error.code === ("busy" satisfies FailureCode));
    expect(most).toBe(policySettings.concurrent);
    expect(busy).toHaveLength(200 - policySettings.concurrent - policySettings.waiting);
  });
});
