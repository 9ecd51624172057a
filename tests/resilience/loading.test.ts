import { describe, expect, it } from "vitest";
import { doubleForTests } from "../hf-double/test-kit";
import { callsTo, pathOf, startApp } from "./kit";
import { headline, times, wait, within } from "./load";

// Stimulus 4.
const double = doubleForTests();
const PRIMARY = pathOf("ElKulako/cryptobert");

describe("a model is loading", () => {
  it("the next model answers at once, health says that it warms, nobody asks it meanwhile", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "loading", path: PRIMARY, estimatedTimeS: 300 });
    const took: number[] = [];
    for (let index = 0; index < 30; index += 1) {
      const { verdict, ms } = await app.analyse({ text: headline(index) });
      took.push(ms);
      expect(verdict).toMatchObject({ engine: "hf_inference_api", model: "fintwit_sentiment" });
      expect(verdict.degraded).toMatchObject([{ model: "social_sentiment", code: "loading" }]);
    }
    console.log(`loading, estimate 300 s: the next model answers, ${times(took)}`);
    expect(Math.max(...took)).toBeLessThan(within(2_500));
    expect(callsTo(double(), PRIMARY)).toHaveLength(1);
    const { checks } = await app.health();
    const line = checks.find(({ name }) => name === "hf_inference_api/social_sentiment");
    expect(line).toMatchObject({ status: "warn", detail: expect.stringContaining("warming") });
  });

  it("all of them: the lexical reader answers", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "loading", service: "router", estimatedTimeS: 300 });
    const { verdict, ms } = await app.analyse({ text: headline(0) });
    console.log(`all models loading: the lexical reader answers after ${ms.toFixed(1)} ms`);
    expect(verdict.engine).toBe("lexical");
    expect(verdict.degraded.map(({ code }) => code)).toEqual(["loading", "loading", "loading", "loading"]);
    expect(ms).toBeLessThan(within(2_500));
  });

  it("is warmed in the background, and is back without a user who waits", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "loading", path: PRIMARY, estimatedTimeS: 8, times: 1 });
    const started = performance.now();
    expect((await app.analyse({ text: headline(0) })).verdict.model).toBe("fintwit_sentiment");
    const ready = () => app.container.models.remote.model("social_sentiment").standing;
    await expect.poll(ready, { timeout: 6_000, interval: 20 }).toBe("ready");
    console.log(
      `estimate 8 s: warm again after ${((performance.now() - started) / 1000).toFixed(1)} s, nobody had asked`,
    );
    // The golden sentences alone went to it, and no text of a user.
    expect(callsTo(double(), PRIMARY)).toHaveLength(2);
    expect((await app.analyse({ text: headline(1) })).verdict.model).toBe("social_sentiment");
  });

  it("warms one call at a time, however many wait for it", async () => {
    const app = await startApp(double());
    double().setFault({ kind: "loading", path: PRIMARY, estimatedTimeS: 8 });
    await Promise.all(Array.from({ length: 20 }, (_, index) => app.analyse({ text: headline(index) })));
    const atOnce = callsTo(double(), PRIMARY).length;
    await expect.poll(() => callsTo(double(), PRIMARY).length).toBeGreaterThan(atOnce);
    await wait(500);
    expect(callsTo(double(), PRIMARY).length - atOnce).toBe(1);
  });
});
