import { describe, expect, it } from "vitest";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { verdictSchema } from "../../lib/contracts/verdict";
import { eventsOf } from "../fakes/events-of";
import { doubleForTests } from "../hf-double/test-kit";
import { startApp } from "./kit";

const double = doubleForTests();

describe("a verdict that comes twice, at once and better", () => {
  it("the lexical reader's first, the API's when it is there; texts are counted once", async () => {
    const app = await startApp(double());
    await app.analyse({ text: "warm" });
    double().setFault({ kind: "latency", service: "router", delay: 700 });
    const events = await eventsOf(
      await app.send(`${sentiment.path}?stream=1`, { text: "Bitcoin soars to a record high" }),
    );
    const [first] = events;
    const done = events.at(-1);
    console.log(`first after ${first?.ms.toFixed(0)} ms, done after ${done?.ms.toFixed(0)} ms`);
    expect(first?.event).toBe("first");
    expect(verdictSchema.parse(first?.data)).toMatchObject({ engine: "lexical", label: "bullish", degraded: [] });
    expect(done?.event).toBe("done");
    expect(verdictSchema.parse(done?.data)).toMatchObject({ engine: "hf_inference_api", label: "bullish" });
    expect((done?.ms ?? 0) - (first?.ms ?? 0)).toBeGreaterThan(300);
    // The same label: there is nothing to announce.
    expect(events.map(({ event }) => event)).toEqual(["first", "done"]);
    expect((await app.stats()).texts).toEqual({ total: 2, by_engine: { hf_inference_api: 2 } });
  });

  it("with one engine to ask there is only one verdict", async () => {
    const app = await startApp(double());
    const events = await eventsOf(
      await app.send(`${sentiment.path}?stream=1`, { text: "Bitcoin soars", model: "lexical" }),
    );
    expect(events.map(({ event }) => event)).toEqual(["done"]);
  });

  it("an error ends the stream with a problem", async () => {
    const app = await startApp(double());
    const events = await eventsOf(await app.send(`${sentiment.path}?stream=1`, { text: "up", model: "nope" }));
    expect(events).toMatchObject([{ event: "error", data: { code: "validation_failed", status: 422 } }]);
  });
});
