import { describe, expect, it } from "vitest";
import { fakeClock } from "@/tests/fakes/fake-clock";
import { failed, type Outcome } from "../failure";
import { createHostPolicy } from "./create-host-policy";
import { policySettings } from "./policy-settings";

type Work = (signal: AbortSignal) => Promise<Outcome<string>>;

function make(concurrent: number, waiting: number) {
  const clock = fakeClock();
  const policy = createHostPolicy({
    settings: { ...policySettings, concurrent, waiting },
    clock,
    budget: { take: () => null, book: () => {} },
    random: () => 0,
  });
  const caller = new AbortController();
  const ask = (work: Work, signal = new AbortController().signal) => policy.ask("a", 1, signal, work);
  return { clock, policy, caller, ask };
}

/** Work that ends when it is told to. */
function held() {
  let end: (outcome: Outcome<string>) => void = () => {};
  const ended = new Promise<Outcome<string>>((resolve) => {
    end = resolve;
  });
  return { work: () => ended, end: (outcome: Outcome<string> = { ok: true, value: "read" }) => end(outcome) };
}

describe("who waits for a lane", () => {
  it("is let in when the one before it has left the queue", async () => {
    const { ask, caller } = make(1, 8);
    const first = held();
    const running = ask(first.work);
    const left = ask(async () => ({ ok: true, value: "left" }), caller.signal);
    const live = ask(async () => ({ ok: true, value: "live" }));
    caller.abort();
    expect(await left).toMatchObject({ ok: false, error: { code: "cancelled" } });
    first.end();
    await running;
    expect(await live).toEqual({ ok: true, value: "live" });
  });

  it("gives its place back when it leaves", async () => {
    const { ask, caller } = make(1, 2);
    const first = held();
    const running = ask(first.work);
    const leaving = [1, 2].map(() => ask(async () => ({ ok: true, value: "left" }), caller.signal));
    expect(await ask(async () => ({ ok: true, value: "late" }))).toMatchObject({ error: { code: "busy" } });
    caller.abort();
    await Promise.all(leaving);
    const live = ask(async () => ({ ok: true, value: "live" }));
    first.end();
    await running;
    expect(await live).toEqual({ ok: true, value: "live" });
  });
});

describe("a host that limits rates", () => {
  it("is left alone for the longest of the waits that it named at the same time", async () => {
    const { ask, clock, policy } = make(8, 8);
    const calls = [held(), held()] as const;
    const asked = calls.map(({ work }) => ask(work));
    calls[0].end(failed("rate_limited", { retryAfterS: 1 }));
    await asked[0];
    calls[1].end(failed("rate_limited", { retryAfterS: 30 }));
    await asked[1];
    expect(policy.lookAtHost().retryAfterS).toBeCloseTo(30, 3);
    clock.pass(2_000);
    expect(await ask(async () => ({ ok: true, value: "read" }))).toMatchObject({ error: { code: "rate_limited" } });
  });

  it("is left alone for a second where it names no time at all", async () => {
    const { ask, clock } = make(8, 8);
    let calls = 0;
    const limited: Work = async () => {
      calls += 1;
      return failed("rate_limited", { retryAfterS: 0 });
    };
    for (let call = 0; call < 50; call += 1) await ask(limited);
    expect(calls).toBe(1);
    clock.pass(1_001);
    await ask(limited);
    expect(calls).toBe(2);
  });
});
