import { describe, expect, it } from "vitest";
import type { FaultInput } from "../hf-double/faults/fault-schema";
import { startDouble } from "../hf-double/start-double";
import { startApp } from "./kit";
import { headline, paced, percentile, times, wait, within } from "./load";

// Stimuli 5 and 6.

/** Runs a load against a slow upstream and gives what it took, and the sockets at most and afterwards. */
async function endure(name: string, fault: FaultInput) {
  const double = await startDouble();
  const app = await startApp(double);
  await app.analyse({ text: "Fees fall again" });
  const { open: baseline, accepted } = double.sockets("router");
  double.setFault(fault);
  const all = await paced(120, 40, (index) => app.analyse({ text: headline(index) }));
  const ended = performance.now();
  while (double.sockets("router").open > baseline && performance.now() - ended < 6_000) await wait(20);
  const sockets = double.sockets("router");
  const settledMs = performance.now() - ended;
  const ms = all.map((one) => one.ms);
  console.log(
    `${name}: 120 texts, ${times(ms)}, p99.9 ${percentile(ms, 0.999).toFixed(0)} ms; ${sockets.accepted - accepted} ` +
      `sockets opened, ${sockets.peak} at most, back to what it was after ${settledMs.toFixed(0)} ms`,
  );
  await double.stop();
  const engines = new Set(all.map(({ verdict }) => verdict.engine));
  return { name, ms, engines, peak: sockets.peak, left: sockets.open - baseline, settledMs };
}

describe("the Inference API is slow", () => {
  // All at once: most of the time is waiting.
  it("every text has an answer within 3 s, and sockets are let go", async () => {
    const service = "router";
    const ends = await Promise.all([
      endure("latency of 10 s, give or take 5", { kind: "latency", service, delay: { min: 5_000, max: 15_000 } }),
      endure("no answer at all", { kind: "hang", service }),
      endure("a body of one byte a second", { kind: "drip", service }),
      endure("headers of one byte a second", { kind: "drip", service, stage: "headers" }),
      endure("a body without an end", { kind: "endless", service, everyMs: 100 }),
    ]);
    const bound = within(3_000);
    for (const { name, ms, engines, peak, left, settledMs } of ends) {
      expect(engines, name).toEqual(new Set(["lexical"]));
      expect(percentile(ms, 0.999), name).toBeLessThanOrEqual(bound);
      expect(peak, name).toBeLessThanOrEqual(50);
      expect(left, name).toBeLessThanOrEqual(0);
      expect(settledMs, name).toBeLessThan(bound + 2_000);
    }
  });

  it("200 texts at once open at most 50 sockets, and each has an answer within 3 s", async () => {
    const double = await startDouble();
    const app = await startApp(double);
    await app.analyse({ text: "Fees fall again" });
    double.setFault({ kind: "drip", service: "router" });
    const all = await Promise.all(Array.from({ length: 200 }, (_, index) => app.analyse({ text: headline(index) })));
    const { peak } = double.sockets("router");
    console.log(`200 at once against a drip: ${times(all.map(({ ms }) => ms))}, ${peak} sockets at most`);
    expect(peak).toBeLessThanOrEqual(50);
    expect(Math.max(...all.map(({ ms }) => ms))).toBeLessThanOrEqual(within(3_000));
    await double.stop();
  });
});
