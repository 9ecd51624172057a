import { describe, expect, it } from "vitest";
import { fakeClock } from "../../../tests/fakes/fake-clock";
import { failed, type Outcome } from "../failure";
import { createProbeTarget } from "../models/create-probe-target";
import { createHostPolicy } from "./create-host-policy";
import { createProber, type ProbeTarget } from "./create-prober";
import { policySettings } from "./policy-settings";

const MINUTE = 60_000;

/** Time that passes by itself, from one timer to the next. */
function timeline() {
  const clock = fakeClock();
  const start = clock.now();
  const timers = new Set<{ readonly at: number; readonly work: () => void }>();
  return {
    clock,
    elapsed: () => clock.now() - start,
    after(ms: number, work: () => void) {
      const timer = { at: clock.now() + ms, work };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async run(ms: number) {
      const end = clock.now() + ms;
      for (;;) {
        for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
        const [next] = [...timers].toSorted((a, b) => a.at - b.at);
        if (!next || next.at > end) break;
        timers.delete(next);
        clock.pass(Math.max(0, next.at - clock.now()));
        next.work();
      }
      clock.pass(end - clock.now());
    },
  };
}

function start(targets: (time: ReturnType<typeof timeline>) => readonly ProbeTarget[]) {
  const time = timeline();
  const prober = createProber({
    targets: targets(time),
    settings: policySettings,
    clock: time.clock,
    after: time.after,
    report: () => {},
  });
  return { ...time, prober };
}

/** A target that fails until it is mended; it may be asked at any time. */
function failing(key: string, host: string, outcome: Outcome<unknown>, elapsed: () => number) {
  const probes: number[] = [];
  const live = { out: true };
  const target: ProbeTarget = {
    key,
    host,
    waitMs: () => (live.out ? 0 : null),
    async probe() {
      probes.push(elapsed());
      return live.out ? outcome : { ok: true, value: null };
    },
  };
  return { target, probes, live };
}

describe("createProber", () => {
  it("leaves those alone that are well", async () => {
    const { prober, run } = start(() => [
      { key: "a", host: "h", waitMs: () => null, probe: () => Promise.reject(new Error("it was asked")) },
    ]);
    await run(10 * MINUTE);
    expect(prober.nextInMs("a")).toBeNull();
    expect(prober.nextInMs("b")).toBeNull();
  });

  it("asks less and less often, soonest so where a probe may have cost something", async () => {
    let dear: number[] = [];
    let cheap: number[] = [];
    const { run } = start(({ elapsed }) => {
      const a = failing("a", "h", failed("timed_out"), elapsed);
      const b = failing("b", "i", failed("upstream_failed"), elapsed);
      dear = a.probes;
      cheap = b.probes;
      return [a.target, b.target];
    });
    await run(60 * MINUTE);
    const gaps = dear.slice(1).map((at, index) => Math.round((at - (dear[index] ?? 0)) / 1000));
    console.log(
      `gaps between probes that may cost something: ${gaps.join(", ")} s; ${cheap.length} cheap ones in an hour`,
    );
    expect(gaps).toEqual([60, 120, 240, 480, 600, 600, 600, 600]);
    expect(cheap.filter((at) => at <= 5 * MINUTE)).toHaveLength(10);
    expect(cheap.length).toBeLessThan(40);
  });

  /** Models of one host that fail alike. */
  function startHost(code: "unreachable" | "upstream_failed") {
    const all: ReturnType<typeof failing>[] = [];
    const { run, elapsed } = start((time) => {
      for (const key of ["a", "b", "c"]) all.push(failing(key, "h", failed(code), time.elapsed));
      return all.map(({ target }) => target);
    });
    const sent = (): number => all.flatMap(({ probes }) => probes).length;
    return { all, run, elapsed, sent };
  }

  it.each(["unreachable", "upstream_failed"] as const)(
    "sends one probe for a host that is out, each model in its turn: %s",
    async (code) => {
      const { all, run, sent } = startHost(code);
      await run(9 * 30_000);
      expect(all.map(({ probes }) => probes.length)).toEqual([3, 3, 3]);
      const before = sent();
      for (const { live } of all) live.out = false;
      await run(MINUTE);
      expect(sent() - before).toBe(0);
    },
  );

  it("sends no more than 200 probes a day to a host of three models that is out for days", async () => {
    const { run, sent } = startHost("upstream_failed");
    await run(24 * 60 * MINUTE);
    const first = sent();
    await run(24 * 60 * MINUTE);
    console.log(`a host that is out: ${first} probes on the first day, ${sent() - first} on the second`);
    expect(first).toBeLessThanOrEqual(200);
    expect(sent() - first).toBeLessThanOrEqual(145);
  });

  it("is soon there for a model that has just gone out, also where another of its host is out for days", async () => {
    const { all, run, elapsed } = startHost("upstream_failed");
    const [, second, third] = all;
    if (!second || !third) throw new Error("three were made");
    second.live.out = false;
    third.live.out = false;
    await run(24 * 60 * MINUTE);
    second.live.out = true;
    const before = second.probes.length;
    const wentOut = elapsed();
    await run(5 * MINUTE);
    expect((second.probes[before] ?? Number.POSITIVE_INFINITY) - wentOut).toBeLessThanOrEqual(MINUTE);
    expect(second.probes.length - before).toBeGreaterThanOrEqual(5);
  });

  it("takes an outage for a new one where somebody got through in between", async () => {
    const { all, run, elapsed } = startHost("unreachable");
    await run(5 * 60 * MINUTE);
    for (const { live } of all) live.out = false;
    await run(5_000);
    for (const { live } of all) live.out = true;
    const wentOut = elapsed();
    const known = all.map(({ probes }) => probes.length);
    await run(2 * MINUTE);
    const next = Math.min(...all.map(({ probes }, index) => probes[known[index] ?? 0] ?? Number.POSITIVE_INFINITY));
    expect(next - wentOut).toBeLessThanOrEqual(MINUTE);
  });

  it("outlives a probe that throws, and ends when it is stopped", async () => {
    let probes = 0;
    const { prober, run } = start(() => [
      {
        key: "a",
        host: "h",
        waitMs: () => 0,
        probe() {
          probes += 1;
          return Promise.reject(new Error("a defect"));
        },
      },
    ]);
    await run(5 * MINUTE);
    expect(probes).toBeGreaterThan(1);
    prober.stop();
    const before = probes;
    await run(60 * MINUTE);
    expect(probes).toBe(before);
  });
});

describe("a prober over the host's policy", () => {
  /** A model behind the shipped policies, which is out from the start until a time. */
  async function recover(outMs: number, code: "unreachable" | "upstream_failed") {
    let backAt = Number.NaN;
    let probes = 0;
    const calls: number[] = [];
    const time = timeline();
    const { clock } = time;
    const policy = createHostPolicy({
      // A retry waits by a real timer, and is refused by the open breaker anyway.
      settings: { ...policySettings, attempts: 1 },
      clock,
      budget: { take: () => null, book: () => {} },
      random: () => 0,
    });
    const call = () =>
      policy.ask("a", 1, new AbortController().signal, async (): Promise<Outcome<string>> => {
        calls.push(time.elapsed());
        return time.elapsed() < outMs ? failed(code) : { ok: true, value: "" };
      });
    for (let count = 0; count < 5; count += 1) await call();
    const prober = createProber({
      targets: [
        createProbeTarget({
          key: "a",
          host: "h",
          standing: () => "ready",
          refusal: () => null,
          policy,
          wasAsked: () => true,
          async proof() {
            probes += 1;
            const outcome = await call();
            if (outcome.ok) backAt = time.elapsed();
            return outcome;
          },
        }),
      ],
      settings: policySettings,
      clock,
      after: time.after,
      report: () => {},
    });
    await time.run(outMs + 2 * MINUTE);
    prober.stop();
    return { lateS: (backAt - outMs) / 1000, probes, state: policy.lookAtModel("a").state };
  }

  it("is back without any traffic within 60 s, or a tenth of the time for which it was out", async () => {
    const late: number[] = [];
    let perMinute = 0;
    for (let outMs = 1_000; outMs <= 20 * MINUTE; outMs += 13_700) {
      const { lateS, probes, state } = await recover(outMs, outMs % 2 === 0 ? "unreachable" : "upstream_failed");
      expect(state).toBe("closed");
      late.push(lateS);
      // An outage begins before its first probe, and a tenth is taken of what the probe knows of.
      expect(lateS).toBeLessThanOrEqual(Math.max(60.1, (outMs / 1000) * 0.1));
      perMinute = Math.max(perMinute, (probes - 2) / (outMs / MINUTE + 1));
    }
    console.log(
      `no traffic: back at most ${Math.max(...late).toFixed(1)} s after recovery; ${perMinute.toFixed(2)} probes a minute`,
    );
    expect(Math.max(...late)).toBeLessThanOrEqual(120);
    expect(perMinute).toBeLessThanOrEqual(1);
  });
});
