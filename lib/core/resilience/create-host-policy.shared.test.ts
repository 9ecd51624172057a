import { describe, expect, it } from "vitest";
import { fakeClock } from "@/tests/fakes/fake-clock";
import { type Failure, failed, failure, type Outcome } from "../failure";
import { createHostPolicy } from "./create-host-policy";
import { policySettings } from "./policy-settings";

const good: Outcome<string> = { ok: true, value: "read" };
const bad = failed("upstream_failed");
const still = () => new AbortController().signal;

/** A policy whose budget and closures are elsewhere, and answer a few turns of the loop later. */
function make() {
  const clock = fakeClock();
  const log = { spent: 0, sent: 0, looks: [] as boolean[], told: [] as (readonly [string, number])[] };
  const elsewhere: { closed: Failure | null } = { closed: null };
  const later = async <T>(value: T): Promise<T> => {
    await new Promise((resolve) => setImmediate(resolve));
    return value;
  };
  const policy = createHostPolicy({
    settings: policySettings,
    clock,
    budget: {
      take: () => {
        log.spent += 1;
        return later(null);
      },
      book: () => {},
    },
    closures: {
      look: (fresh) => {
        log.looks.push(fresh);
        return later(elsewhere.closed);
      },
      tell: ({ code }, ms) => log.told.push([code, ms]),
    },
    random: () => 0,
  });
  const ask = (model: string, outcome: Outcome<string>) =>
    policy.ask(model, 1, still(), async () => {
      log.sent += 1;
      return outcome;
    });
  return { clock, log, elsewhere, policy, ask };
}

describe("createHostPolicy beside other processes", () => {
  it("sends one trial to a failing model, however many come while the budget is asked, and spends one call", async () => {
    const { clock, log, policy, ask } = make();
    for (let call = 0; call < 5; call += 1) await ask("a", bad);
    expect(policy.lookAtModel("a").state).toBe("open");
    clock.pass(30_000);
    const before = { ...log };
    const all = await Promise.all(Array.from({ length: 50 }, () => ask("a", good)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    for (const outcome of all) if (!outcome.ok) expect(outcome.error).toMatchObject({ code: "breaker_open" });
    expect(log.sent - before.sent).toBe(1);
    expect(log.spent - before.spent).toBe(1);
    expect(await ask("a", good)).toEqual(good);
  });

  it("closes by what another was told, asks nobody and spends nothing, and looks again when the time has passed", async () => {
    const { clock, log, elsewhere, policy, ask } = make();
    elsewhere.closed = failure("rate_limited", { retryAfterS: 30 });
    for (let call = 0; call < 10; call += 1)
      expect(await ask("a", good)).toMatchObject({ error: { code: "rate_limited", retryAfterS: 30 } });
    expect(log).toMatchObject({ sent: 0, spent: 0, looks: [false], told: [] });
    expect(policy.lookAtHost()).toMatchObject({ state: "open", because: { code: "rate_limited" }, retryAfterS: 30 });
    clock.pass(30_000);
    elsewhere.closed = failure("rate_limited", { retryAfterS: 7 });
    expect(await ask("a", good)).toMatchObject({ error: { code: "rate_limited" } });
    expect(log).toMatchObject({ sent: 0, looks: [false, true] });
    clock.pass(7_000);
    elsewhere.closed = null;
    expect(await ask("a", good)).toEqual(good);
    expect(policy.lookAtHost().state).toBe("closed");
  });

  it("tells the others what concerns the host, and for how long, and nothing else", async () => {
    const { clock, log, ask } = make();
    await ask("a", bad);
    await ask("b", failed("not_served"));
    await ask("c", failed("rate_limited", { retryAfterS: 12 }));
    clock.pass(12_000);
    await ask("c", failed("bad_key"));
    expect(log.told).toEqual([
      ["rate_limited", 12_000],
      ["bad_key", 600_000],
    ]);
  });
});
