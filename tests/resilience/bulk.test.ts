import { describe, expect, it } from "vitest";
import { sentimentBulk } from "../../lib/contracts/functions/sentiment-bulk";
import type { FaultInput } from "../hf-double/faults/fault-schema";
import { doubleForTests } from "../hf-double/test-kit";
import { callsTo, startApp } from "./kit";
import { headline, within } from "./load";

const double = doubleForTests();
const service = "router";

describe("1,000 texts in one request", () => {
  const cases: readonly (readonly [string, FaultInput])[] = [
    ["every other call fails", { kind: "reset", service, flap: { bad: 1, good: 1, unit: "requests" } }],
    ["half of the calls fail by chance", { kind: "status", status: 500, service, probability: 0.5 }],
    ["200 ms bad, 200 ms good", { kind: "status", status: 502, service, flap: { bad: 200, good: 200, unit: "ms" } }],
    [
      "every answer takes 300 ms and one in five is HTML",
      { kind: "body", form: "html", service, probability: 0.2, delay: 300 },
    ],
  ];
  it.for(cases)("%s: every text has a verdict", async ([name, fault]) => {
    const app = await startApp(double());
    double().setFault(fault);
    const texts = Array.from({ length: 1_000 }, (_, index) => headline(index));
    const started = performance.now();
    const response = await app.send(sentimentBulk.path, { texts });
    const ms = performance.now() - started;
    const { results, summary } = sentimentBulk.output.parse(await response.json());
    const byRemote = results.filter((item) => !("error" in item) && item.engine === "hf_inference_api").length;
    const { upstream } = await app.stats();
    console.log(
      `${name}: ${byRemote} of 1,000 read by remote models, in ${(ms / 1000).toFixed(1)} s, ${callsTo(double()).length} calls upstream`,
    );
    expect(summary).toMatchObject({ total: 1_000, failed: 0 });
    expect(results.every((item) => !("error" in item) && item.confidence > 0)).toBe(true);
    expect(ms).toBeLessThan(within(30_000));
    expect(upstream.retries).toBeLessThanOrEqual(upstream.first_attempts * 0.1);
  });

  it("49 that the cache holds and a new one, while a rate limit holds: only the new one is read here", async () => {
    const app = await startApp(double());
    const known = Array.from({ length: 49 }, (_, index) => headline(index));
    await app.send(sentimentBulk.path, { texts: known });
    const before = callsTo(double()).length;
    double().setFault({ kind: "status", status: 429, service });
    const response = await app.send(sentimentBulk.path, { texts: [...known, headline(50)] });
    const { results, ...more } = sentimentBulk.output.parse(await response.json());
    const heard = results.map((item) => ("error" in item ? item.error.code : `${item.engine} ${item.cached}`));
    expect(new Set(heard.slice(0, 49))).toEqual(new Set(["hf_inference_api true"]));
    expect(results[49]).toMatchObject({ engine: "lexical", degraded: [{ code: "rate_limited" }] });
    expect(Object.keys(more.thresholds_by_engine).sort()).toEqual(["hf_inference_api", "lexical"]);
    expect(more.thresholds).toEqual(more.thresholds_by_engine.hf_inference_api);
    expect(callsTo(double()).length).toBe(before + 1);
  });

  it("equal texts are sent once", async () => {
    const app = await startApp(double());
    const texts = Array.from({ length: 300 }, (_, index) => headline(index % 10));
    const response = await app.send(sentimentBulk.path, { texts });
    expect(sentimentBulk.output.parse(await response.json()).summary).toMatchObject({ total: 300, failed: 0 });
    const sent = callsTo(double()).flatMap(({ body }): string[] => JSON.parse(body).inputs);
    const own = sent.filter((text) => text.startsWith("Headline"));
    console.log(`300 texts, 10 different: ${own.length} sent in ${callsTo(double()).length} call`);
    expect(own.toSorted()).toEqual([...new Set(texts)].toSorted());
  });
});
