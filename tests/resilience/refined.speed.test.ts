import { expect, it } from "vitest";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { bestOf } from "../../scripts/lib/best-of";
import { eventsOf } from "../fakes/events-of";
import { doubleForTests } from "../hf-double/test-kit";
import { startApp } from "./kit";

const double = doubleForTests();

it("while the API takes its time, the verdict of the lexical reader is there within 300 ms", async () => {
  const app = await startApp(double());
  await app.analyse({ text: "warm" });
  double().setFault({ kind: "latency", service: "router", delay: 700 });
  let texts = 0;
  const ms = await bestOf(async () => {
    texts += 1;
    const [first] = await eventsOf(
      await app.send(`${sentiment.path}?stream=1`, { text: `Bitcoin soars to record ${texts}` }),
    );
    expect(first?.event).toBe("first");
    return first?.ms ?? Number.POSITIVE_INFINITY;
  }, 300);
  console.log(`the first of two verdicts after ${ms.toFixed(0)} ms`);
  expect(ms).toBeLessThan(300);
});
