import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { hasRedis, type RedisServer, startRedis } from "../../scripts/lib/start-redis";
import { doubleForTests } from "../hf-double/test-kit";
import { type App, callsTo, startApp } from "./kit";
import { headline, paced, times, within } from "./load";

const double = doubleForTests();
const ask = { text: "Bitcoin soars to a record after the vote" };

describe.skipIf(!hasRedis())("two servers and one Redis (skipped without redis-server)", () => {
  let redis: RedisServer;
  let database = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(() => {
    database += 1;
  });

  const start = async (env: Readonly<Record<string, string>> = {}, url = `${redis.url}/${database}`): Promise<App> => {
    const app = await startApp(double(), { env: { REDIS_URL: url, ...env } });
    await expect.poll(async () => (await app.stats()).cache.detail, { interval: 20 }).toBe("memory+redis");
    return app;
  };
  const startTwo = (env: Readonly<Record<string, string>> = {}) => Promise.all([start(env), start(env)]);

  it("count one limit", async () => {
    const [one, two] = await startTwo({ RATE_LIMIT_PER_MINUTE: "10" });
    const all = await Promise.all(
      Array.from({ length: 40 }, (_, index) => (index % 2 ? one : two).send(sentiment.path, { text: headline(index) })),
    );
    expect(all.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(all.filter(({ status }) => status === 429)).toHaveLength(30);
    for (const { headers } of all) expect(headers.get("ratelimit-policy")).toMatch(/q=10;w=60/);
  });

  it.each([
    ["fast", 0, {}],
    ["slow", 1_000, {}],
    ["slow, use_cache false", 1_000, { use_cache: false }],
  ] as const)("ask once for 300 identical requests, cold: %s", async (_, delay, more) => {
    const [one, two] = await startTwo();
    if (delay > 0) double().setFault({ kind: "latency", service: "router", delay });
    const all = await Promise.all(
      Array.from({ length: 300 }, (_, index) => (index % 2 ? one : two).analyse({ ...ask, ...more })),
    );
    const sent = callsTo(double()).length;
    console.log(`300 identical over two servers, cold: ${sent} call upstream, ${times(all.map(({ ms }) => ms))}`);
    expect(sent).toBe(1);
    const [first] = all;
    for (const { verdict } of all)
      expect(verdict).toMatchObject({ engine: "hf_inference_api", scores: first?.verdict.scores, degraded: [] });
  });

  it("ask once for each of many texts, in requests of many that overlap", async () => {
    const [one, two] = await startTwo();
    double().setFault({ kind: "latency", service: "router", delay: 100 });
    const texts = Array.from({ length: 40 }, (_, index) => headline(index));
    const bulk = (app: App, some: readonly string[]) => app.send("/api/ai/sentiment/bulk", { texts: some });
    const answers = await Promise.all([bulk(one, texts.slice(0, 30)), bulk(two, texts.slice(10)), bulk(two, texts)]);
    for (const answer of answers) {
      const { results } = (await answer.json()) as { results: { engine: string }[] };
      expect(results.every(({ engine }) => engine === "hf_inference_api")).toBe(true);
    }
    const sent = callsTo(double()).flatMap(({ body }) => JSON.parse(String(body)).inputs as string[]);
    const headlines = sent.filter((text) => text.startsWith("Headline"));
    console.log(`120 texts in 3 requests over two servers, 40 different: ${headlines.length} read`);
    expect(headlines).toHaveLength(40);
  });

  it("ask again once where the one that asked failed", async () => {
    const [one, two] = await startTwo();
    await one.analyse({ text: headline(1) });
    await two.analyse({ text: headline(2) });
    double().reset();
    double().setFault({ kind: "status", status: 500, service: "router", delay: 200, times: 1 });
    const [first, second] = await Promise.all([one.analyse(ask), two.analyse(ask)]);
    console.log(
      `the first call fails: ${callsTo(double()).length} calls; ${first.ms.toFixed(0)}, ${second.ms.toFixed(0)} ms`,
    );
    expect(callsTo(double()).length).toBeLessThanOrEqual(3);
    expect(second.verdict.engine).toBe("hf_inference_api");
  });

  it("spend one budget, and show it", async () => {
    const [one, two] = await startTwo({ HF_REQUESTS_PER_DAY: "5" });
    for (let index = 0; index < 8; index += 1) await (index % 2 ? one : two).analyse({ text: headline(index) });
    expect(callsTo(double())).toHaveLength(5);
    for (const app of [one, two])
      await expect
        .poll(async () => (await app.stats()).budget, { timeout: 5_000 })
        .toMatchObject({ state: "exhausted", day: { requests: 5, limit: 5 } });
    const three = await start({ HF_REQUESTS_PER_DAY: "5" });
    expect((await three.analyse({ text: headline(99) })).verdict).toMatchObject({
      engine: "lexical",
      degraded: [{ code: "budget_exhausted" }],
    });
    expect(callsTo(double())).toHaveLength(5);
  });

  it.each([
    ["a rate limit", { kind: "rate-limited", service: "router", resetS: 30 }, "rate_limited", 30],
    ["no credits", { kind: "status", service: "router", status: 402 }, "out_of_credits", 600],
  ] as const)("ask once where one is told of %s", async (_, fault, code, most) => {
    const [one, two] = await startTwo();
    const stranger = await start({ HF_TOKEN: "hf_another" });
    double().setFault({ ...fault, times: 1 });
    expect((await one.analyse({ text: headline(0) })).verdict.degraded).toMatchObject([{ code }]);
    for (let index = 1; index < 20; index += 1) {
      const { verdict } = await (index % 2 ? two : one).analyse({ text: headline(index) });
      expect(verdict).toMatchObject({ engine: "lexical", degraded: [{ code, model: null }] });
      if (index % 2) expect(verdict.degraded[0]?.retry_after_s).toBeLessThanOrEqual(most);
      expect(verdict.degraded[0]?.retry_after_s).toBeGreaterThan(20);
    }
    expect(callsTo(double())).toHaveLength(1);
    expect((await two.stats()).upstream.state).toBe("closed");
    // Another key is another matter.
    expect((await stranger.analyse({ text: headline(30) })).verdict.engine).toBe("hf_inference_api");
  });

  it("ask once again when the time has passed", async () => {
    const [one, two] = await startTwo();
    await Promise.all([one.analyse({ text: headline(1_090) }), two.analyse({ text: headline(1_091) })]);
    double().reset();
    double().setFault({ kind: "rate-limited", service: "router", resetS: 1 });
    await one.analyse({ text: headline(0) });
    const started = performance.now();
    const all = await paced(240, 80, (index) => (index % 2 ? one : two).analyse({ text: headline(index) }));
    const seconds = (performance.now() - started) / 1000;
    const calls = callsTo(double()).length;
    console.log(`240 texts over two servers in ${seconds.toFixed(1)} s, windows of 1 s: ${calls} calls`);
    expect(all.every(({ verdict }) => verdict.engine === "lexical")).toBe(true);
    // One a window and server at the most, should both come back in the same moment.
    expect(calls).toBeLessThanOrEqual(2 * (Math.floor(seconds) + 1));
  });

  it("wait for nobody while Redis hangs, and share again when it goes on", async () => {
    const own = await startRedis();
    const [one, two] = await Promise.all([start({}, own.url), start({}, own.url)]);
    await one.analyse({ text: headline(1) });
    await two.analyse({ text: headline(2) });
    own.signal("SIGSTOP");
    const first = await Promise.all([one, two].map((app, index) => app.analyse({ text: headline(10 + index) })));
    const later: number[] = [];
    for (let index = 20; index < 60; index += 1)
      later.push((await (index % 2 ? one : two).analyse({ text: headline(index) })).ms);
    console.log(`Redis hangs: first ${times(first.map(({ ms }) => ms))}; later ${times(later)}`);
    for (const { ms } of first) expect(ms).toBeLessThan(within(500));
    expect(Math.max(...later)).toBeLessThan(within(300));
    own.signal("SIGCONT");
    for (const app of [one, two])
      await expect.poll(async () => (await app.stats()).cache.detail, { timeout: 5_000 }).toBe("memory+redis");
    const before = callsTo(double()).length;
    await Promise.all([one.analyse(ask), two.analyse(ask)]);
    expect(callsTo(double())).toHaveLength(before + 1);
    await Promise.all([one.container.close(), two.container.close()]);
    await own.stop();
  });
});
