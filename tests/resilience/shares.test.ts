import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { sentimentBulk } from "../../lib/contracts/functions/sentiment-bulk";
import { sentimentQuick } from "../../lib/contracts/functions/sentiment-quick";
import { hasRedis, type RedisServer, startRedis } from "../../scripts/lib/start-redis";
import { doubleForTests } from "../hf-double/test-kit";
import { type App, startApp, tempDir } from "./kit";
import { headline, wait } from "./load";

const double = doubleForTests();
const policies = { openMs: 50, openAgainMs: 100, attemptMs: 300, lookMs: 50 };
const AT_ONCE = 16;

const flap = (): void => {
  double().setFault({ kind: "status", status: 500, service: "router", flap: { bad: 40, good: 200, unit: "requests" } });
};

/** What the answers said: engines of verdicts, and codes of problems, should a busy machine be too late for one. */
class Seen {
  readonly engines = new Map<string, number>();
  readonly codes = new Map<string, number>();
  note(map: Map<string, number>, name: string, more = 1): void {
    map.set(name, (map.get(name) ?? 0) + more);
  }
}

/** Sends so many single texts, and counts what the answers say. */
async function send(app: App, count: number, seen: Seen, from = 0): Promise<void> {
  let next = from;
  const lane = async (): Promise<void> => {
    while (next < from + count) {
      next += 1;
      const answer = await (await app.send(sentiment.path, { text: headline(next), explain: false })).json();
      if (answer.success) seen.note(seen.engines, answer.engine);
      else seen.note(seen.codes, answer.code);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

type Stats = Awaited<ReturnType<App["stats"]>>;

const singles = ({ tiers }: Stats): Record<string, number> =>
  Object.fromEntries(tiers.flatMap(({ engine, single }) => (single > 0 ? [[engine, single]] : [])));

function expectSums(stats: Stats, seen: Seen, requests: number): void {
  const failed = [...seen.codes.values()].reduce((sum, count) => sum + count, 0);
  expect(failed).toBeLessThan(requests / 100);
  expect(singles(stats)).toEqual(Object.fromEntries(seen.engines));
  expect(Object.values(singles(stats)).reduce((sum, count) => sum + count, 0)).toBe(requests - failed);
  const { calls, errors } = stats.functions.find(({ name }) => name === "sentiment") ?? {};
  expect([calls, errors]).toEqual([requests, Object.fromEntries(seen.codes)]);
  const { tiers, texts } = stats;
  expect(tiers.reduce((sum, tier) => sum + tier.texts, 0)).toBe(texts.total);
  expect(tiers.reduce((sum, tier) => sum + (tier.share ?? 0), 0)).toBeCloseTo(1, 12);
  for (const tier of tiers) expect(tier.single + tier.quick + tier.bulk).toBe(tier.texts);
}

const words = (stats: Stats): string =>
  stats.tiers
    .map(({ engine, single, share }) => `${engine} ${single} (${((share ?? 0) * 100).toFixed(2)} %)`)
    .join(", ");

describe("shares of tiers add up exactly", () => {
  it("10,000 texts, an API that flaps, a restart in the middle", { timeout: 240_000 }, async () => {
    const seen = new Seen();
    const env = { DATA_DIR: tempDir() };
    flap();
    const first = await startApp(double(), { policies, env });
    const started = performance.now();
    await send(first, 4_000, seen);
    expectSums(await first.stats(), seen, 4_000);
    await first.container.close();
    const second = await startApp(double(), { policies, env });
    const after = await second.stats();
    expect([after.kept_in, after.persisted, after.replicas]).toEqual(["disk", true, 1]);
    expectSums(after, seen, 4_000);
    await send(second, 6_000, seen, 4_000);
    const stats = await second.stats();
    console.log(`10,000 texts in ${((performance.now() - started) / 1000).toFixed(0)} s: ${words(stats)}`);
    expectSums(stats, seen, 10_000);
    expect(seen.engines.size).toBe(2);
    const remote = stats.tiers.find(({ engine }) => engine === "hf_inference_api");
    expect(Object.keys(remote?.without ?? {})).toContain("breaker_open");
    const byWindow = await (await second.send("/api/ai/stats?window=30d")).json();
    expect(byWindow.texts).toEqual(stats.texts);
  });

  it("counts what is asked in other ways apart, and what fails as an error", async () => {
    const app = await startApp(null, { env: { EMBEDDED_MODEL: "off" } });
    await app.analyse({ text: "up" });
    await app.send(sentimentBulk.path, { texts: ["up", "down", " "] });
    await (await app.send(`${sentimentBulk.path}?stream=1`, { texts: ["up", "down"] })).text();
    await app.send(`${sentimentQuick.path}?text=up`);
    await app.send("/api/ai/sentiment", { text: "" });
    await app.send("/api/ai/nothing");
    const stats = await app.stats();
    expect(stats.tiers.filter(({ texts }) => texts > 0)).toMatchObject([
      { engine: "lexical", single: 1, bulk: 4, quick: 1, texts: 6, share: 1 },
    ]);
    const calls = Object.fromEntries(stats.functions.map(({ name, calls: count, errors }) => [name, [count, errors]]));
    expect(calls).toMatchObject({
      sentiment: [2, { validation_failed: 1 }],
      sentiment_bulk: [2, {}],
      sentiment_quick: [1, {}],
      other: [1, { not_found: 1 }],
    });
    expect((await app.send("/api/ai/stats?window=7d")).status).toBe(422);
  });
});

describe.skipIf(!hasRedis())("shares over replicas (skipped without redis-server)", () => {
  let redis: RedisServer;
  afterEach(() => redis.stop());

  it("10,000 texts over three replicas: one goes without a word, Redis goes away and comes back", {
    timeout: 240_000,
  }, async () => {
    redis = await startRedis();
    const seen = new Seen();
    const env = { REDIS_URL: redis.url };
    flap();
    const [a, b] = [await startApp(double(), { policies, env }), await startApp(double(), { policies, env })];
    const started = performance.now();
    await Promise.all([send(a, 3_000, seen), send(b, 3_000, seen, 3_000)]);
    const crashed = await runReplica(redis.url, 1_000);
    seen.note(seen.engines, "lexical", crashed);
    // Away, and back with all it had.
    redis.signal("SIGSTOP");
    const away = send(a, 2_000, seen, 6_000);
    await wait(1_500);
    expect((await a.stats()).kept_in).toBe("memory");
    expect((await a.health()).checks.find(({ name }) => name === "redis")).toMatchObject({
      kind: "store",
      status: "warn",
    });
    await away;
    redis.signal("SIGCONT");
    await send(b, 1_000, seen, 8_000);
    const all = Object.fromEntries(seen.engines);
    // What one counts, the others see within a second or so.
    await expect.poll(async () => singles(await a.stats()), { timeout: 15_000 }).toEqual(all);
    await expect.poll(async () => singles(await b.stats()), { timeout: 15_000 }).toEqual(all);
    const stats = await a.stats();
    console.log(
      `10,000 texts in ${((performance.now() - started) / 1000).toFixed(0)} s, three replicas: ${words(stats)}`,
    );
    expect(stats.kept_in).toBe("redis");
    expectSums(stats, seen, 10_000);
    expectSums(await b.stats(), seen, 10_000);
    // All go, one comes: what was counted is there.
    await Promise.all([a.container.close(), b.container.close()]);
    const c = await startApp(double(), { policies, env });
    await expect.poll(async () => (await c.stats()).kept_in).toBe("redis");
    expectSums(await c.stats(), seen, 10_000);
  });
});

/** A process of its own that reads so many texts, hands over what it counted, and is killed. */
async function runReplica(url: string, texts: number): Promise<number> {
  const script = `
    import { createContainer } from "./container.ts";
    import { parseEnv } from "./env.ts";
    import { handle } from "./handle.ts";
    import { functions } from "../contracts/functions/index.ts";
    const env = { REDIS_URL: ${JSON.stringify(url)}, DATA_DIR: "/nonexistent", EMBEDDED_MODEL: "off", LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "1000000" };
    const container = await createContainer(parseEnv(env));
    let read = 0;
    for (let text = 0; text < ${texts}; text += 1) {
      const body = JSON.stringify({ text: "Text " + text });
      const headers = { "content-type": "application/json" };
      const answer = await handle(new Request("http://localhost/api/ai/sentiment", { method: "POST", body, headers }), functions, container);
      if (answer.status === 200) read += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 2500));
    console.log("read " + read);
    setInterval(() => {}, 1000);`;
  const cwd = fileURLToPath(new URL("../../lib/server/", import.meta.url));
  const args = ["--import", "tsx", "--input-type=module", "--eval", script];
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "inherit"] });
  const [said] = await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  return Number(String(said).match(/read (\d+)/)?.[1]);
}
