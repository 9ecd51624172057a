import { expect, test } from "@playwright/test";
import { sentiment } from "../lib/contracts/functions/sentiment";
import { stats } from "../lib/contracts/functions/stats";
import { hasRedis, type RedisServer, startRedis } from "../scripts/lib/start-redis";
import { type Double, startDouble } from "./double";
import { type Server, startServer } from "./server";

// Several servers, one Redis, one Hugging Face: each a process of its own.
test.describe.configure({ mode: "serial" });
test.skip(!hasRedis(), "There is no redis-server on this machine.");

const up: { stop(): Promise<unknown> }[] = [];
let redis: RedisServer;
let double: Double;
let one: Server;
let two: Server;
let three: Server;
let clients = 0;

const start = async (more: Readonly<Record<string, string>> = {}): Promise<Server> => {
  const server = await startServer({
    ...double.env,
    HF_TOKEN: "hf_user",
    REDIS_URL: redis.url,
    EMBEDDED_MODEL: "off",
    HF_CREDITS_USD_PER_MONTH: "none",
    HF_REQUESTS_PER_MINUTE: "none",
    RATE_LIMIT_PER_MINUTE: "10",
    // The address of a client stands in a header: each test has clients of its own.
    TRUSTED_PROXY_HOPS: "1",
    DATA_DIR: test.info().outputPath(`data-${up.length}`),
    ...more,
  });
  up.push(server);
  return server;
};

const newClient = (): string => {
  clients += 1;
  return `198.51.${Math.floor(clients / 250)}.${clients % 250}`;
};

async function ask(server: Server, text: string, client = newClient()) {
  const started = performance.now();
  const answer = await fetch(server.url + sentiment.path, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": client },
    body: JSON.stringify({ text }),
  });
  const body: unknown = await answer.json();
  return { status: answer.status, body, ms: performance.now() - started };
}
const verdictOf = ({ body }: { readonly body: unknown }) => sentiment.output.parse(body);

async function statsOf(server: Server) {
  const answer = await fetch(server.url + stats.path, { headers: { "x-forwarded-for": newClient() } });
  return stats.output.parse(await answer.json());
}

const shares = (server: Server) =>
  expect.poll(async () => (await statsOf(server)).cache.detail, { timeout: 10_000 }).toBe("memory+redis");

test.beforeAll(async () => {
  redis = await startRedis();
  double = await startDouble();
  up.push({ stop: () => double.stop() });
  [one, two] = await Promise.all([start(), start()]);
  await Promise.all([shares(one), shares(two)]);
});
test.afterAll(async () => {
  await Promise.all(up.map((each) => each.stop()));
  await redis.stop();
});
test.beforeEach(() => double.reset());

test("a limit is counted across both", async () => {
  const client = newClient();
  const statuses: number[] = [];
  for (let index = 0; index < 20; index += 1)
    statuses.push((await ask(index % 2 ? one : two, "Fees fall again", client)).status);
  console.log(`10 a minute, 20 requests alternating over two servers: ${statuses.join(" ")}`);
  expect(statuses.slice(0, 10).every((status) => status === 200)).toBe(true);
  expect(statuses.slice(10).every((status) => status === 429)).toBe(true);
});

test("the same text on both at once is asked for once", async () => {
  // A server that has served nothing yet takes seconds for its first hundred requests, and deadlines pass.
  for (let round = 0; round < 6; round += 1)
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => ask(index % 2 ? one : two, `Warm up ${round} ${index}: fees fall`)),
    );
  await double.reset();
  const text = "Bitcoin soars to a record after the vote";
  const all = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(index % 2 ? one : two, text)));
  const calls = await double.calls();
  const times = all.map(({ ms }) => ms).toSorted((a, b) => a - b);
  console.log(
    `200 identical requests over two servers, cold: ${calls} call upstream, slowest ${times.at(-1)?.toFixed(0)} ms`,
  );
  expect(calls).toBe(1);
  const [first] = all.map(verdictOf);
  for (const verdict of all.map(verdictOf)) {
    expect(verdict.engine).toBe("hf_inference_api");
    expect({ scores: verdict.scores, reasons: verdict.reasons }).toEqual({
      scores: first?.scores,
      reasons: first?.reasons,
    });
  }
});

test("a budget is spent by both together, and shown by both", async () => {
  const more = { HF_REQUESTS_PER_DAY: "5", HF_TOKEN: "hf_another" };
  const both = await Promise.all([start(more), start(more)]);
  await Promise.all(both.map(shares));
  const engines: string[] = [];
  for (let index = 0; index < 10; index += 1) {
    const server = both[index % 2];
    if (server) engines.push(verdictOf(await ask(server, `Ether rises for the ${index + 2}th day`)).engine);
  }
  const calls = await double.calls();
  console.log(`5 calls a day, 10 texts over two servers: ${calls} calls upstream`);
  expect(calls).toBe(5);
  expect(engines.filter((engine) => engine === "hf_inference_api")).toHaveLength(5);
  for (const server of both)
    await expect
      .poll(async () => (await statsOf(server)).budget, { timeout: 8_000 })
      .toMatchObject({ state: "exhausted", day: { requests: 5, limit: 5 } });
  await Promise.all(both.map((server) => server.stop()));
});

test("one is killed while it asks; the other answers the same text within three seconds", async () => {
  const text = "Solana outage ends after five hours";
  three = await start();
  await shares(three);
  await double.setFault({ kind: "latency", service: "router", delay: 700 });
  const lost = ask(three, text).catch(() => null);
  await expect.poll(() => double.calls(), { intervals: [10] }).toBe(1);
  const answers = [0, 1].map((index) => ask(index ? one : two, text));
  process.kill(three.pid, "SIGKILL");
  expect(await lost).toBeNull();
  for (const answer of await Promise.all(answers)) {
    const { engine } = verdictOf(answer);
    console.log(`the one that asked was killed: answered after ${answer.ms.toFixed(0)} ms by ${engine}`);
    expect(answer.status).toBe(200);
    expect(answer.ms).toBeLessThan(3_000);
    expect(engine).toBe("hf_inference_api");
  }
  console.log(`calls upstream: ${await double.calls()}`);
});

test("Redis goes, and nobody waits for it; Redis comes back, and it is shared again", async () => {
  await redis.stop();
  const times: number[] = [];
  const client = newClient();
  const statuses: number[][] = [[], []];
  for (let index = 0; index < 30; index += 1) {
    const answer = await ask(index % 2 ? one : two, `Fees rise for the ${index}th day`, client);
    times.push(answer.ms);
    statuses[index % 2]?.push(answer.status);
  }
  const slowest = Math.max(...times);
  console.log(`Redis killed: slowest of 30 answers ${slowest.toFixed(0)} ms`);
  expect(slowest).toBeLessThan(2_000);
  // Ten a minute by each, counted in memory.
  for (const own of statuses) expect(own.filter((status) => status === 200)).toHaveLength(10);

  redis = await startRedis({ port: redis.port });
  const started = performance.now();
  await Promise.all([shares(one), shares(two)]);
  console.log(`Redis back: shared again after ${(performance.now() - started).toFixed(0)} ms`);
  const after = newClient();
  const again: number[] = [];
  for (let index = 0; index < 20; index += 1)
    again.push((await ask(index % 2 ? one : two, "Fees fall again", after)).status);
  expect(again.filter((status) => status === 200)).toHaveLength(10);
});
