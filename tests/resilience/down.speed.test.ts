import { describe, expect, it } from "vitest";
import { doubleForTests } from "../hf-double/test-kit";
import { type App, callsTo, startApp, type Timed } from "./kit";
import { headline, paced, percentile, times, within } from "./load";

// Stimulus 1. The whole of it, 1,000 texts at 20 a second, is scripts/bench-storm.ts.
const double = doubleForTests();

const read = (app: App) => (index: number) => app.analyse({ text: headline(index) });

function check(all: readonly Timed[], name: string): void {
  const first = all.slice(0, 20).map(({ ms }) => ms);
  const later = all.slice(20).map(({ ms }) => ms);
  console.log(`${name}: first 20 ${times(first)}; the other ${later.length} ${times(later)}`);
  expect(all.every(({ status }) => status === 200)).toBe(true);
  for (const { verdict } of all) {
    expect(verdict.engine).toBe("lexical");
    expect(verdict.degraded.length).toBeGreaterThan(0);
    for (const { tier, code } of verdict.degraded) {
      expect(tier).toBe("hf_inference_api");
      expect(["unreachable", "breaker_open"]).toContain(code);
    }
  }
  expect(Math.max(...first)).toBeLessThanOrEqual(within(2_200));
  expect(percentile(later, 0.5)).toBeLessThan(60);
  expect(percentile(later, 0.99)).toBeLessThan(within(500));
}

describe("the Inference API is down", () => {
  it("resets every connection, 200 texts at 20 a second", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "reset", service: "router" });
    check(await paced(200, 20, read(app)), "reset");
    const { upstream } = await app.stats();
    console.log(`upstream: ${upstream.first_attempts} first attempts, ${upstream.retries} retries, for 200 texts`);
    expect(upstream.first_attempts + upstream.retries).toBeLessThanOrEqual(upstream.first_attempts * 1.1);
    expect(callsTo(double())).toHaveLength(upstream.first_attempts + upstream.retries);
    expect(upstream.models.filter(({ breaker }) => breaker === "open")).toHaveLength(4);
  });

  it("refuses every connection, 400 texts at 100 a second", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "refuse", service: "router" });
    check(await paced(400, 100, read(app)), "refuse");
  });

  it("says in health and in the list of models what is out", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "refuse", service: "router" });
    for (let index = 0; index < 10; index += 1) await app.analyse({ text: headline(index) });
    const { status, checks } = await app.health();
    expect(status).toBe("degraded");
    expect(checks.find(({ name }) => name === "hf_inference_api/social_sentiment")).toMatchObject({ status: "warn" });
    expect(checks.find(({ name }) => name === "lexical")).toMatchObject({ status: "pass" });
  });
});
