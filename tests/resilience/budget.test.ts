import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { doubleForTests } from "../hf-double/test-kit";
import { callsTo, startApp, tempDir } from "./kit";
import { headline, paced } from "./load";

const double = doubleForTests();

/** Noon in the middle of a month when a test begins: a budget of a day or a month starts anew at midnight UTC. */
beforeEach(() => {
  const real = Date.now;
  const shift = Date.UTC(2026, 5, 15, 12) - real();
  vi.spyOn(Date, "now").mockImplementation(() => real() + shift);
});
afterEach(() => void vi.restoreAllMocks());

describe("what remote calls may cost", () => {
  it.for([503, 500])("a storm of %d costs at most 1.1 calls a first attempt", async (status) => {
    const app = await startApp(double());
    // Healthy calls first: what they earn must not make it worse than that.
    await paced(40, 80, (index) => app.analyse({ text: `Before: ${headline(index)}` }));
    double().setFault({ kind: "status", status, service: "router" });
    const all = await paced(500, 100, (index) => app.analyse({ text: headline(index) }));
    const { upstream } = await app.stats();
    const sent = callsTo(double()).length;
    console.log(
      `${status} storm, 540 texts: ${upstream.first_attempts} first attempts, ${upstream.retries} retries, ${sent} calls upstream`,
    );
    expect(all.every(({ verdict }) => verdict.engine === "lexical")).toBe(true);
    expect(sent).toBe(upstream.first_attempts + upstream.retries);
    expect(sent).toBeLessThanOrEqual(upstream.first_attempts * 1.1);
  });

  it("402: closed for an hour, no further call", async () => {
    const app = await startApp(double(), { env: { HF_TOKEN: "hf_poorsoul1" } });
    await app.analyse({ text: "Fees fall again" });
    const all = await paced(100, 100, (index) => app.analyse({ text: headline(index) }));
    for (const { verdict } of all)
      expect(verdict).toMatchObject({ engine: "lexical", degraded: [{ code: "out_of_credits" }] });
    const { upstream } = await app.stats();
    const closedS = (Date.parse(upstream.closed_until ?? "") - Date.now()) / 1000;
    console.log(
      `402: ${callsTo(double()).length} call upstream for 101 texts, closed for ${closedS.toFixed(0)} s more`,
    );
    expect(callsTo(double())).toHaveLength(1);
    expect(upstream).toMatchObject({ state: "closed", detail: "the credits are used up" });
    expect(closedS).toBeGreaterThan(3_590);
    expect(closedS).toBeLessThanOrEqual(3_600);
  });

  it("a budget of three calls a day: the fourth text goes to the next tier, also after a restart", async () => {
    const env = { HF_REQUESTS_PER_DAY: "3", DATA_DIR: tempDir() };
    const app = await startApp(double(), { env });
    const engines: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      const { verdict } = await app.analyse({ text: headline(index) });
      engines.push(verdict.engine);
      if (index === 3) expect(verdict.degraded).toMatchObject([{ code: "budget_exhausted", model: null }]);
    }
    expect(engines).toEqual(["hf_inference_api", "hf_inference_api", "hf_inference_api", "lexical"]);
    expect((await app.stats()).budget).toMatchObject({ state: "exhausted", day: { requests: 3, limit: 3 } });
    await app.container.close();

    const again = await startApp(double(), { env });
    const { verdict } = await again.analyse({ text: headline(9) });
    expect(verdict).toMatchObject({ engine: "lexical", degraded: [{ code: "budget_exhausted" }] });
    const { budget, upstream } = await again.stats();
    expect(budget).toMatchObject({ state: "exhausted", day: { requests: 3 }, closed_until: expect.any(String) });
    expect(upstream.state).toBe("closed");
    console.log(`3 calls a day: ${callsTo(double()).length} calls upstream before and after a restart`);
    expect(callsTo(double())).toHaveLength(3);
  });

  it("spends nothing of the budget on calls that the breaker refuses", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "reset", service: "router" });
    for (let index = 0; index < 100; index += 1) await app.analyse({ text: headline(index) });
    const { budget, upstream } = await app.stats();
    expect(budget.day.requests).toBe(upstream.first_attempts + upstream.retries);
  });
});
