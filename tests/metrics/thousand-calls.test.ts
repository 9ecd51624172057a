import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { answerMetrics } from "../../lib/server/surfaces/answer-metrics";
import { parseExposition } from "../../scripts/lib/parse-exposition";
import { hasRedis, type RedisServer, startRedis } from "../../scripts/lib/start-redis";
import { type App, startApp } from "../resilience/kit";

/** So many answers of each code come of it. */
const plan = { ok: 700, validation_failed: 200, not_found: 100 };

async function drive(app: App, share: number): Promise<void> {
  const times = (count: number, work: (index: number) => Promise<unknown>): Promise<unknown> =>
    Promise.all(Array.from({ length: count * share }, (_, index) => work(index)));
  await times(plan.ok, (index) => app.send(sentiment.path, { text: `Bitcoin rallies ${index} %`, model: "lexical" }));
  await times(plan.validation_failed, () => app.send(sentiment.path, { text: "" }));
  await times(plan.not_found, () => app.send("/api/ai/nowhere"));
}

async function requestsOf(app: App): Promise<ReadonlyMap<string, number>> {
  const answer = await answerMetrics(new Request("http://localhost/metrics"), { ...app.container });
  const samples = parseExposition(await answer.text()).get("barometer_requests_total")?.samples ?? [];
  return new Map(samples.map(({ labels, value }) => [`${labels.function}/${labels.code}`, value]));
}

const told = (stats: Awaited<ReturnType<App["stats"]>>, name: string) => {
  const figures = stats.functions.find((each) => each.name === name);
  const errors = Object.values(figures?.errors ?? {}).reduce((sum, count) => sum + count, 0);
  return { ok: (figures?.calls ?? 0) - errors, errors: figures?.errors ?? {} };
};

describe("a thousand calls of known outcome", () => {
  it("are the same in metrics and in stats", async () => {
    const app = await startApp(null, { env: { EMBEDDED_MODEL: "off", HF_MODE: "off" } });
    await drive(app, 1);
    const [requests, stats] = [await requestsOf(app), await app.stats()];
    expect(requests.get("sentiment/ok")).toBe(plan.ok);
    expect(told(stats, "sentiment").ok).toBe(plan.ok);
    for (const [name, code, count] of [
      ["sentiment", "validation_failed", plan.validation_failed],
      ["other", "not_found", plan.not_found],
    ] as const) {
      expect(requests.get(`${name}/${code}`)).toBe(count);
      expect(told(stats, name).errors).toEqual({ [code]: count });
    }
  });
});

describe.skipIf(!hasRedis())("two servers and one Redis (skipped without redis-server)", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it("tell their own metrics, which add up to the stats that they share", async () => {
    const env = { REDIS_URL: redis.url, EMBEDDED_MODEL: "off", HF_MODE: "off" };
    const [one, other] = await Promise.all([startApp(null, { env }), startApp(null, { env })]);
    await Promise.all([drive(one, 0.8), drive(other, 0.2)]);
    const [mine, theirs] = [await requestsOf(one), await requestsOf(other)];
    expect(mine.get("sentiment/ok")).toBe(plan.ok * 0.8);
    expect(theirs.get("sentiment/ok")).toBe(plan.ok * 0.2);
    await expect
      .poll(async () => told(await one.stats(), "sentiment"), { timeout: 10_000 })
      .toEqual({ ok: plan.ok, errors: { validation_failed: plan.validation_failed } });
  });
});
