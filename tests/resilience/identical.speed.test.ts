import { describe, expect, it } from "vitest";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { doubleForTests } from "../hf-double/test-kit";
import { callsTo, startApp } from "./kit";
import { times, within } from "./load";

// Stimulus 10.
const double = doubleForTests();
const ask = { text: "Bitcoin soars to a record after the vote" };

describe("500 identical requests at once, cold", () => {
  it("make exactly one call upstream, and get equal answers", async () => {
    const app = await startApp(double());
    const all = await Promise.all(Array.from({ length: 500 }, () => app.analyse(ask)));
    const sent = callsTo(double()).length;
    console.log(`500 identical, cold: ${sent} call upstream, ${times(all.map(({ ms }) => ms))}`);
    expect(sent).toBe(1);
    const [first] = all;
    for (const { verdict } of all) {
      expect(verdict).toMatchObject({ engine: "hf_inference_api", scores: first?.verdict.scores, degraded: [] });
      expect(verdict.reasons).toEqual(first?.verdict.reasons);
    }
  });

  it("do so when the other side is slow, and with use_cache false", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "latency", service: "router", delay: 500 });
    const all = await Promise.all(Array.from({ length: 500 }, () => app.analyse({ ...ask, use_cache: false })));
    expect(callsTo(double())).toHaveLength(1);
    expect(new Set(all.map(({ verdict }) => JSON.stringify(verdict.scores))).size).toBe(1);
  });

  it("go on when the caller of the first one leaves", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "latency", service: "router", delay: 300 });
    const leaving = new AbortController();
    const first = app.send(sentiment.path, ask, leaving.signal);
    const rest = Array.from({ length: 499 }, () => app.analyse(ask));
    await expect.poll(() => callsTo(double()).length).toBe(1);
    leaving.abort();
    expect((await first).status).toBe(499);
    const all = await Promise.all(rest);
    console.log(`the first of 500 left: ${callsTo(double()).length} call upstream, 499 answers`);
    expect(all.every(({ verdict }) => verdict.engine === "hf_inference_api")).toBe(true);
    expect(callsTo(double())).toHaveLength(1);
  });

  it("end the call upstream when all of them leave, and count nothing against the model", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "hang", service: "router" });
    const leaving = new AbortController();
    const all = Array.from({ length: 100 }, () => app.send(sentiment.path, ask, leaving.signal));
    await expect.poll(() => callsTo(double()).length).toBe(1);
    const started = performance.now();
    leaving.abort();
    await Promise.all(all);
    await expect.poll(() => callsTo(double())[0]?.outcome, { interval: 5 }).toBe("aborted");
    const ms = performance.now() - started;
    console.log(`all left: the call upstream ended after ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(within(500));
    expect(app.container.models.remote.model("social_sentiment").breaker.state).toBe("closed");
  });

  it("ask again once for each of 1,000 clients that came and left, and trip nothing", async () => {
    const app = await startApp(double());
    await app.analyse({ text: "Fees fall again" });
    double().setFault({ kind: "latency", service: "router", delay: 200 });
    for (let round = 0; round < 50; round += 1) {
      const leaving = new AbortController();
      const some = Array.from({ length: 20 }, (_, index) =>
        app.send(sentiment.path, { text: `Prices rise ${round} ${index}` }, leaving.signal),
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
      leaving.abort();
      for (const response of await Promise.all(some)) expect(response.status).toBe(499);
    }
    double().reset();
    const { verdict } = await app.analyse(ask);
    expect(verdict.engine).toBe("hf_inference_api");
    expect(app.container.models.remote.model("social_sentiment").breaker.state).toBe("closed");
  });
});
