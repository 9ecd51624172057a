import { cpSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { incidents } from "../../lib/contracts/functions/incidents";
import packageJson from "../../package.json" with { type: "json" };
import { hasRedis, type RedisServer, startRedis } from "../../scripts/lib/start-redis";
import { doubleForTests } from "../hf-double/test-kit";
import { startApp, tempDir } from "../resilience/kit";
import { headline, paced, wait } from "../resilience/load";

const offline = { EMBEDDED_MODEL: "off" };
type App = Awaited<ReturnType<typeof startApp>>;
const listOf = async (app: App, query = "") =>
  incidents.output.parse(await (await app.send(`${incidents.path}${query}`)).json());

it("tells when the server started and ended, and when the run before ended without a word", async () => {
  const DATA_DIR = tempDir();
  const copy = tempDir();
  const first = await startApp(null, { env: { ...offline, DATA_DIR } });
  const begun = await listOf(first, "?kind=server");
  expect(begun).toMatchObject({ total: 1, kept_in: "disk", next: null });
  expect(begun.incidents[0]).toMatchObject({
    kind: "server",
    key: "server",
    from: null,
    to: "started",
    severity: "info",
    detail: `version ${packageJson.version}`,
  });
  first.container.flushSync();
  // As it is where the process is killed now.
  cpSync(DATA_DIR, copy, { recursive: true });
  await first.container.close();
  const second = await listOf(await startApp(null, { env: { ...offline, DATA_DIR } }), "?kind=server");
  expect(second.incidents.map(({ to, severity }) => `${to} ${severity}`)).toEqual([
    "started info",
    "ended info",
    "started info",
  ]);
  expect(second.incidents[1]?.lasted_s).not.toBeNull();
  const third = await listOf(await startApp(null, { env: { ...offline, DATA_DIR: copy } }), "?kind=server");
  expect(third.incidents[0]).toMatchObject({
    from: "started",
    to: "started",
    severity: "warning",
    detail: `version ${packageJson.version}; the run before it ended without a word`,
  });
});

it("keeps a first success of a source that waits to be told when the server ends", async () => {
  const DATA_DIR = tempDir();
  const first = await startApp(null, { env: { ...offline, DATA_DIR } });
  const sample = first.container.overview.news.sources.find((source) => source.sample);
  await sample?.ask({ state: null, signal: AbortSignal.timeout(5_000) });
  // A look each second; what it sees is told after ten.
  await wait(1_500);
  expect(await listOf(first, "?kind=source")).toMatchObject({ total: 0 });
  await first.container.close();
  const second = await startApp(null, { env: { ...offline, DATA_DIR } });
  expect((await listOf(second, "?kind=source")).incidents.map(({ from, to }) => `${from}>${to}`)).toEqual([
    "not_asked_yet>ready",
  ]);
});

it("pages, and refuses what is no id with a clear error", async () => {
  const DATA_DIR = tempDir();
  for (let start = 0; start < 3; start += 1)
    await (await startApp(null, { env: { ...offline, DATA_DIR } })).container.close();
  const app = await startApp(null, { env: { ...offline, DATA_DIR } });
  const whole = await listOf(app, "?kind=server");
  expect(whole.total).toBe(7);
  const paged: string[] = [];
  let next: string | null = null;
  do {
    const page = await listOf(app, `?kind=server&limit=2${next === null ? "" : `&before=${next}`}`);
    expect(page.total).toBe(7);
    paged.push(...page.incidents.map(({ id }) => id));
    next = page.next;
  } while (next !== null);
  expect(paged).toEqual(whole.incidents.map(({ id }) => id));
  for (const before of ["17", "latest", "1768435200001000", "1768435200001000-AAAAAAAA", "9999999999999999-00000000"]) {
    const response = await app.send(`${incidents.path}?before=${before}`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(JSON.stringify(problemSchema.parse(await response.json()))).toContain("must be the id of an incident");
  }
  const gone = await listOf(app, "?before=0000000000000001-00000000");
  expect(gone).toMatchObject({ incidents: [], next: null });
});

describe("over the double", () => {
  const double = doubleForTests();

  it("tells of an outage when it begins and when it is over, whatever trials are made meanwhile", async () => {
    const app = await startApp(double(), { policies: { openMs: 100, openAgainMs: 100, attemptMs: 200, lookMs: 20 } });
    const told = async (key: string) =>
      (await listOf(app, `?key=${key}`)).incidents.map(({ from, to, code }) => `${from}>${to} ${code}`).toReversed();
    const heard: string[] = [];
    app.container.overview.log.subscribe((rows) => heard.push(...rows.map(({ key }) => key)));
    await app.analyse({ text: headline(0) });
    await expect.poll(() => told("social_sentiment"), { timeout: 5_000 }).toEqual(["not_asked_yet>ready null"]);
    expect(await told("hf_inference_api")).toEqual(["not_asked_yet>ready null"]);
    const fault = double().setFault({ kind: "refuse", service: "router" });
    await paced(100, 40, (index) => app.analyse({ text: headline(1 + index) }));
    await wait(1_200);
    const open = ["not_asked_yet>ready null", "ready>resting breaker_open"];
    expect(await told("social_sentiment")).toEqual(open);
    fault.remove();
    for (let index = 200; index < 400 && (await told("social_sentiment")).length < 3; index += 1) {
      await app.analyse({ text: headline(index) });
      await wait(50);
    }
    expect(await told("social_sentiment")).toEqual([...open, "resting>ready null"]);
    const all = await listOf(app);
    expect(all.incidents.every(({ severity }) => severity !== "critical")).toBe(true);
    expect(all.incidents.map(({ key }) => key).toReversed()).toEqual(["server", ...heard]);
    console.log(`an outage with trials: ${all.total} incidents in all, of ${new Set(heard).size} parts`);
  });

  it("tells the cause where a key is refused, once for the tier and once for each model", async () => {
    const app = await startApp(double(), { env: { HF_TOKEN: "hf_expired" } });
    await app.analyse({ text: headline(0) });
    await expect
      .poll(async () => (await listOf(app, "?kind=tier&severity=warning")).incidents, { timeout: 5_000 })
      .toMatchObject([{ to: "resting", code: "bad_key", severity: "warning" }]);
    const { incidents: models, total } = await listOf(app, "?kind=model&severity=warning");
    expect(models.every(({ code }) => code === "bad_key")).toBe(true);
    expect(new Set(models.map(({ key }) => key)).size).toBe(total);
  });
});

describe.skipIf(!hasRedis())("with a Redis (skipped without redis-server)", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it("lists what every server saw, and says so", async () => {
    const env = { ...offline, REDIS_URL: redis.url };
    const apps = [await startApp(null, { env }), await startApp(null, { env })];
    for (const app of apps) {
      await expect.poll(async () => (await listOf(app)).total, { timeout: 10_000 }).toBe(2);
      expect(await listOf(app)).toMatchObject({ kept_in: "redis", by_severity: { info: 2 } });
    }
    const [one, two] = apps;
    await one?.container.close();
    if (!two) throw new Error("there are two");
    await expect.poll(async () => (await listOf(two)).total, { timeout: 10_000 }).toBe(3);
    expect((await listOf(two)).incidents[0]).toMatchObject({ to: "ended", severity: "info" });
  });
});
