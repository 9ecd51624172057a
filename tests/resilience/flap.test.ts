import { describe, expect, it } from "vitest";
import { failed, type Outcome } from "../../lib/core/failure";
import { createHostPolicy } from "../../lib/core/resilience/create-host-policy";
import { policySettings } from "../../lib/core/resilience/policy-settings";
import { createLogger } from "../../lib/server/logger";
import { fakeClock } from "../fakes/fake-clock";
import { createRandom } from "../hf-double/engine/random";
import { doubleForTests } from "../hf-double/test-kit";
import { callsTo, pathOf, startApp } from "./kit";
import { headline, paced } from "./load";

// Stimulus 8.
const double = doubleForTests();
const MINUTE_MS = 60_000;
const PER_SECOND = 20;
/** A moment is read twice, a little apart. */
const CLOCK_MS = 0.5;

type Upstream = (call: number, atMs: number) => boolean;

/** Twenty minutes of 20 calls a second by the shipped settings, under a clock of its own. */
async function runFor(good: Upstream) {
  const clock = fakeClock();
  const start = clock.now();
  const changes: { readonly at: number; readonly state: string; readonly call: number }[] = [];
  let call = 0;
  let sent = 0;
  const policy = createHostPolicy({
    settings: policySettings,
    clock,
    budget: { take: () => null, book: () => {} },
    random: () => 0,
    changed: ({ state }) => changes.push({ at: clock.now() - start, state, call }),
  });
  for (; call < 1_200 * PER_SECOND; call += 1) {
    await policy.ask("a", 1, new AbortController().signal, async (): Promise<Outcome<string>> => {
      sent += 1;
      return good(sent, clock.now() - start) ? { ok: true, value: "" } : failed("upstream_failed");
    });
    clock.pass(1000 / PER_SECOND);
  }
  const inMinute = changes.map(
    ({ at }) => changes.filter((other) => other.at >= at && other.at < at + MINUTE_MS).length,
  );
  return { opened: changes[0], most: Math.max(0, ...inMinute), changes: changes.length, sent };
}

const chance = (share: number): Upstream => {
  const random = createRandom(8);
  return () => random() >= share;
};

describe("the Inference API flaps", () => {
  const kinds: readonly (readonly [string, Upstream])[] = [
    ["every other call fails", (call) => call % 2 === 0],
    ["every other call fails, a good one first", (call) => call % 2 === 1],
    ["half of the calls fail by chance", chance(0.5)],
    ["two bad, two good", (call) => call % 4 >= 2],
    ["5 s bad, 5 s good", (_call, at) => at % 10_000 >= 5_000],
    ["20 s bad, 20 s good", (_call, at) => at % 40_000 >= 20_000],
    ["31 s bad, 31 s good", (_call, at) => at % 62_000 >= 31_000],
    ["nothing but failures", () => false],
  ];
  it.for(kinds)("twenty minutes by the shipped settings: %s", async ([name, good]) => {
    const { opened, most, changes, sent } = await runFor(good);
    console.log(
      `${name}: opened at call ${(opened?.call ?? -1) + 1} after ${(opened?.at ?? -1) / 1000} s, ` +
        `${most} changes in any minute, ${changes} in twenty, ${sent} of 24,000 calls sent`,
    );
    expect(opened?.state).toBe("open");
    expect((opened?.call ?? 99) < 20 || (opened?.at ?? Number.NaN) <= 10_000).toBe(true);
    expect(most).toBeLessThanOrEqual(4);
  });

  it("for real, at a hundredth of the times: one trial at a time, every text has a verdict", async () => {
    const path = pathOf("ElKulako/cryptobert");
    const changes: { readonly state: string; readonly at: number }[] = [];
    /** When each call was sent: one may reach the double long after the breaker has opened behind it. */
    const sentAt: number[] = [];
    const logger = createLogger("debug", [], (line) => {
      const { event, model, state, ms } = JSON.parse(line);
      if (model !== "social_sentiment") return;
      if (event === "upstream_state") changes.push({ state, at: performance.now() });
      if (event === "upstream_attempt") sentAt.push(performance.now() - ms);
    });
    const app = await startApp(double(), { policies: { openMs: 300, openAgainMs: 600 }, logger });
    double().setFault({ kind: "status", status: 500, path, flap: { bad: 1, good: 1, unit: "requests" } });
    // Eight texts come in while a trial is on its way: each of them would be a second one.
    double().setFault({ kind: "latency", path, delay: 100 });
    const all = await paced(240, 80, (index) => app.analyse({ text: headline(index) }));
    /** Calls that were sent to the model from each change to half open until the change that ended it. */
    const trials = changes.flatMap(({ state, at }, index) => {
      if (state !== "half_open") return [];
      const until = changes[index + 1]?.at ?? Number.POSITIVE_INFINITY;
      return sentAt.filter((sent) => sent >= at - CLOCK_MS && sent < until).length;
    });
    console.log(
      `flapping in fact: ${callsTo(double(), path).length} calls reached the model, ${changes.map(({ state }) => state).join(", ")}; ` +
        `calls while half open: ${trials.join(", ")}`,
    );
    expect(all).toHaveLength(240);
    expect(all.every(({ status }) => status === 200)).toBe(true);
    expect(changes[0]?.state).toBe("open");
    expect(trials).toContain(1);
    for (const calls of trials) expect(calls).toBeLessThanOrEqual(1);
  });
});
