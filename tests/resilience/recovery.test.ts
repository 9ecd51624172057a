import { describe, expect, it } from "vitest";
import { failed, type Outcome } from "../../lib/core/failure";
import { createHostPolicy } from "../../lib/core/resilience/create-host-policy";
import { policySettings } from "../../lib/core/resilience/policy-settings";
import { fakeClock } from "../fakes/fake-clock";
import { doubleForTests } from "../hf-double/test-kit";
import { callsTo, startApp } from "./kit";
import { headline, paced, wait, within } from "./load";

// Stimulus 9.
const double = doubleForTests();

/** Seconds from the recovery of an upstream that was out for `outMs` to the first answer, by the shipped settings. */
async function recover(outMs: number, relapse: boolean): Promise<number> {
  const clock = fakeClock();
  const start = clock.now();
  const policy = createHostPolicy({
    settings: policySettings,
    clock,
    budget: { take: () => null, book: () => {} },
    random: () => 0,
  });
  const isOut = (at: number): boolean => at < outMs || (relapse && at >= outMs + 40_000 && at < 2 * outMs + 40_000);
  const end = relapse ? 2 * outMs + 40_000 : outMs;
  for (;;) {
    const at = clock.now() - start;
    const answer = await policy.ask("a", 1, new AbortController().signal, async (): Promise<Outcome<string>> => {
      return isOut(at) ? failed("unreachable") : { ok: true, value: "" };
    });
    if (at >= end && answer.ok) return (at - end) / 1000;
    clock.pass(250);
  }
}

describe("the Inference API comes back", () => {
  it("is asked again within 60 s by the shipped settings, however long it was out", async () => {
    const once: number[] = [];
    const again: number[] = [];
    for (let outMs = 2_000; outMs <= 200_000; outMs += 3_000) {
      once.push(await recover(outMs, false));
      again.push(await recover(outMs, true));
    }
    console.log(
      `back after an outage: at most ${Math.max(...once)} s; after a second one: at most ${Math.max(...again)} s`,
    );
    expect(Math.max(...once)).toBeLessThanOrEqual(60);
    expect(Math.max(...again)).toBeLessThanOrEqual(60);
  });

  it.for(["refuse", "reset", "hang"] as const)(
    "in fact, after %s, at a hundredth of the time, no restart",
    async (kind) => {
      const app = await startApp(double(), {
        policies: { openMs: 300, openAgainMs: 600, attemptMs: 200, lookMs: 60_000 },
      });
      const fault = double().setFault({ kind, service: "router" });
      const during = await paced(60, 40, (index) => app.analyse({ text: headline(index) }));
      expect(during.every(({ verdict }) => verdict.engine === "lexical")).toBe(true);
      fault.remove();
      const started = performance.now();
      let verdict = (await app.analyse({ text: "Fees fall again" })).verdict;
      for (let index = 60; verdict.model !== "social_sentiment"; index += 1) {
        await wait(10);
        verdict = (await app.analyse({ text: headline(index) })).verdict;
        if (performance.now() - started > 5_000) break;
      }
      const ms = performance.now() - started;
      console.log(`${kind}: the primary model is back after ${ms.toFixed(0)} ms, with waits of 600 ms`);
      expect(verdict).toMatchObject({ engine: "hf_inference_api", model: "social_sentiment", degraded: [] });
      expect(ms).toBeLessThan(within(1_000));
      expect((await app.health()).checks.find(({ name }) => name === "hf_inference_api")?.status).toBe("pass");
    },
  );

  it.for(["refuse", "reset", "hang"] as const)("without any traffic, after %s", { timeout: 60_000 }, async (kind) => {
    const policies = {
      openMs: 300,
      openAgainMs: 600,
      attemptMs: 200,
      lookMs: 50,
      probeAgainMs: 600,
      longestProbeWaitMs: 1_200,
    };
    const app = await startApp(double(), { policies });
    const fault = double().setFault({ kind, service: "router" });
    for (let index = 0; index < 6; index += 1) await app.analyse({ text: headline(index) });
    const line = async (name: string) => (await app.health()).checks.find((check) => check.name === name);
    const out = await app.health();
    expect(out.status).toBe("degraded");
    expect((await line("hf_inference_api/social_sentiment"))?.detail).toMatch(/next probe in \d+ s|probed now/);
    await wait(1_500);
    const probed = callsTo(double()).length;
    fault.remove();
    const started = performance.now();
    while ((await app.health()).status !== "healthy" && performance.now() - started < 10_000) await wait(20);
    const ms = performance.now() - started;
    const { upstream } = await app.stats();
    console.log(`${kind}, no traffic: healthy after ${ms.toFixed(0)} ms, waits of 600 ms; ${probed} calls before`);
    expect((await app.health()).status).toBe("healthy");
    expect(upstream).toMatchObject({ state: "available" });
    expect(upstream.models.every(({ breaker }) => breaker === "closed")).toBe(true);
    expect(ms).toBeLessThan(within(3_000));
    // Each model is proved, and then nobody is asked any more.
    const after = callsTo(double()).length;
    await wait(1_000);
    expect(callsTo(double())).toHaveLength(after);
    const { verdict } = await app.analyse({ text: "Fees fall again" });
    expect(verdict).toMatchObject({ model: "social_sentiment", degraded: [] });
  });

  it("asks nobody in the background where nothing is out, and nobody whom no one asked", async () => {
    const app = await startApp(double(), { policies: { openMs: 100, lookMs: 20 } });
    await wait(400);
    expect(callsTo(double())).toHaveLength(0);
    await app.analyse({ text: headline(1) });
    const calls = callsTo(double()).length;
    await wait(400);
    expect(callsTo(double())).toHaveLength(calls);
  });
});
