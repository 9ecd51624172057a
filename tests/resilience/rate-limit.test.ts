import { describe, expect, it } from "vitest";
import type { FaultInput } from "../hf-double/faults/fault-schema";
import { doubleForTests } from "../hf-double/test-kit";
import { callsTo, startApp } from "./kit";
import { headline, paced, percentile, times, within } from "./load";

// Stimulus 3.
const double = doubleForTests();

/**
 * An app that has just been refused, by a fault that goes on. The refusal is waited for: until it has come, nobody can know, and what leaves in
 * that moment is no storm.
 */
async function startRefused(fault: Partial<Extract<FaultInput, { kind: "rate-limited" }>>) {
  const app = await startApp(double());
  await app.analyse({ text: "Fees fall again" });
  double().reset();
  double().setFault({ kind: "rate-limited", service: "router", ...fault });
  expect((await app.analyse({ text: "Fees rise again" })).verdict.degraded).toMatchObject([{ code: "rate_limited" }]);
  return app;
}

describe("the Inference API limits our rate", () => {
  it("is asked once in a window of 30 s; no user sees a 429", async () => {
    const app = await startRefused({ resetS: 30 });
    const all = await paced(400, 40, (index) => app.analyse({ text: headline(index) }));
    const { upstream } = await app.stats();
    const sent = callsTo(double()).length;
    console.log(
      `400 texts in 10 s: ${sent} call upstream, ${upstream.retries} retries; ${times(all.map(({ ms }) => ms))}`,
    );
    expect(all.every(({ status, verdict }) => status === 200 && verdict.engine === "lexical")).toBe(true);
    for (const { verdict } of all) {
      expect(verdict.degraded).toHaveLength(1);
      expect(verdict.degraded[0]).toMatchObject({ code: "rate_limited", model: null });
      expect(verdict.degraded[0]?.retry_after_s).toBeLessThanOrEqual(30);
    }
    expect(sent).toBe(1);
    expect(upstream.retries).toBe(0);
    expect(upstream).toMatchObject({ state: "closed", detail: "too many requests there" });
    expect(
      percentile(
        all.map(({ ms }) => ms),
        0.99,
      ),
    ).toBeLessThan(within(500));
  });

  it.for([
    ["Retry-After: 2", { retryAfterS: 2, resetS: 30 }, 2_000],
    ["RateLimit: r=0;t=1", { resetS: 1 }, 1_000],
  ] as const)("honours %s to the moment", async ([name, fault, ms]) => {
    const app = await startRefused({ times: 1, ...fault });
    await paced(Math.ceil((ms + 500) / 20), 50, (index) => app.analyse({ text: headline(index) }));
    const [refused, next] = callsTo(double());
    const gap = (next?.atMs ?? Number.NaN) - (refused?.atMs ?? Number.NaN);
    console.log(`${name}: the next call came ${gap} ms after the refused one`);
    expect(gap).toBeGreaterThanOrEqual(ms);
    expect(gap).toBeLessThan(within(ms + 250));
    expect((await app.analyse({ text: "Bitcoin soars" })).verdict.engine).toBe("hf_inference_api");
  });

  it("in a storm of windows of a second sends one probe a window", async () => {
    const started = performance.now();
    const app = await startRefused({ resetS: 1 });
    await paced(400, 80, (index) => app.analyse({ text: headline(index) }));
    const seconds = (performance.now() - started) / 1000;
    const at = callsTo(double()).map(({ atMs }) => atMs);
    const gaps = at.slice(1).map((ms, index) => ms - (at[index] ?? 0));
    console.log(
      `400 texts in ${seconds.toFixed(1)} s: ${at.length} probes, ${Math.min(...gaps)} to ${Math.max(...gaps)} ms apart`,
    );
    expect(at.length).toBeLessThanOrEqual(Math.floor(seconds) + 1);
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_000);
  });

  it("goes on answering from the cache while the host is closed", async () => {
    const app = await startApp(double());
    const fresh = await app.analyse({ text: "Bitcoin soars to a record" });
    double().setFault({ kind: "rate-limited", service: "router", resetS: 30 });
    expect((await app.analyse({ text: "Something else rises" })).verdict.engine).toBe("lexical");
    const { verdict } = await app.analyse({ text: "Bitcoin soars to a record" });
    expect(verdict).toMatchObject({
      engine: "hf_inference_api",
      cached: true,
      degraded: [],
      scores: fresh.verdict.scores,
    });
  });

  it("says once that the tier is closed, also to an ensemble", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "rate-limited", service: "router", resetS: 30 });
    await app.analyse({ text: "Bitcoin soars" });
    const { verdict } = await app.analyse({ text: "Bitcoin falls", use_ensemble: true });
    expect(verdict.degraded).toHaveLength(1);
    expect(callsTo(double())).toHaveLength(1);
  });
});
