import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { datasets } from "../lib/contracts/functions/datasets";
import { health } from "../lib/contracts/functions/health";
import { incidents } from "../lib/contracts/functions/incidents";
import { models } from "../lib/contracts/functions/models";
import { hasRedis, startRedis } from "../scripts/lib/start-redis";
import { startDouble } from "./double";
import { base, expectSoon, model, openDashboard, source } from "./fault-times";
import { startServer } from "./server";

const DAY_MS = 86_400_000;
const quiet = { EMBEDDED_MODEL: "off", LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "100000" };

const ends: (() => unknown)[] = [];
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "barometer-faults-"));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(settings: Readonly<Record<string, string>>): Promise<string> {
  const server = await startServer({ ...quiet, ...settings });
  ends.push(server.stop);
  return server.url;
}

/** What the API says of a part. */
function asksOf(url: string) {
  const get = async (path: string): Promise<unknown> => (await fetch(url + path)).json();
  return {
    model: async (key: string) => models.output.parse(await get(models.path)).models.find((one) => one.key === key),
    source: async (key: string) =>
      datasets.output.parse(await get(datasets.path)).datasets.find((one) => one.key === key),
    check: async (name: string) => health.output.parse(await get(health.path)).checks.find((one) => one.name === name),
    happened: async (key: string) => incidents.output.parse(await get(`${incidents.path}?key=${key}`)).total > 0,
    price: (coin: string) => get(`/api/ai/data/prices/quick/${coin}?timeframe=1d&days=30`),
  };
}

test("a network of this machine: how much of it is fetched, and one whose files are bad", async ({ page }) => {
  test.setTimeout(60_000);
  const double = await startDouble();
  ends.push(double.stop);
  const folder = join(scratch(), "spoiled-model");
  cpSync("public/models/barometer-sentiment-v1", folder, { recursive: true });
  writeFileSync(join(folder, "onnx", "model_quantized.onnx"), "no network");
  await double.setFault({ kind: "drip", service: "cdn", bytes: 30, everyMs: 500 });
  const url = await start({ ...double.env, LOCAL_MODELS: `${folder},Xenova/finbert` });
  const asks = asksOf(url);
  const fetched = "local_xenova_finbert";
  const loaded = (share: number) => async () => ((await asks.model(fetched))?.loaded ?? 0) >= share;
  await openDashboard(page, url);
  await expectSoon(page, {
    what: "a part is fetched",
    at: model(fetched),
    words: /^loading [1-9]\d%: fetching, [1-9]\d %$/,
    incident: { key: fetched, to: "warming" },
    told: loaded(0.1),
    withinMs: 15_000,
  });
  await expectSoon(page, {
    what: "more is fetched",
    at: model(fetched),
    words: /^loading [89]\d%: fetching, [89]\d %$/,
    told: loaded(0.8),
    withinMs: 15_000,
  });
  await expectSoon(page, {
    what: "fetched and loaded",
    at: model(fetched),
    words: /^(?:ready|failed: it read plain sentences wrong)$/,
    told: async () => /^ready|refused$/.test((await asks.model(fetched))?.state ?? ""),
    withinMs: 20_000,
  });
  await expectSoon(page, {
    what: "bad files",
    at: model("local_spoiled_model"),
    words: /^failed: onnx\/model_quantized\.onnx is not the file that was published$/,
    incident: { key: "local_spoiled_model", to: "refused", words: /is not the file that was published/ },
    chip: "degraded",
    told: () => asks.happened("local_spoiled_model"),
  });
});

test("a feed that fails, and comes back", async ({ page }) => {
  test.setTimeout(90_000);
  let status = 200;
  const feed = createServer((_, response) => {
    response.writeHead(status, { "content-type": "application/rss+xml" });
    response.end(
      `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>A coin rests</title><guid>1</guid></item></channel></rss>`,
    );
  }).listen(0, "127.0.0.1");
  ends.push(() => feed.close().closeAllConnections());
  await new Promise((resolve) => feed.once("listening", resolve));
  const place = feed.address();
  if (place === null || typeof place === "string") throw new Error("The feed has no port.");
  const host = `127.0.0.1:${place.port}`;
  const list = join(scratch(), "feeds.json");
  writeFileSync(list, JSON.stringify([{ name: "Harbour Wire", url: `http://${host}/rss.xml` }]));
  const url = await start({
    USE_NEWS_FEEDS: "true",
    NEWS_FEEDS: list,
    NEWS_PRIVATE_HOSTS: host,
    NEWS_INTERVAL_MIN: "0.05",
  });
  const asks = asksOf(url);
  const key = "feed-harbour-wire";
  const isState = (state: string) => async () => (await asks.source(key))?.state === state;
  await expect.poll(isState("ready"), { timeout: 15_000 }).toBe(true);
  await openDashboard(page, url);
  await page.getByTestId("sources-feeds").locator("summary").first().click();
  await expectSoon(page, { what: "a feed answers", at: source(key), words: /^fresh$/, chip: "healthy" });
  status = 500;
  await expectSoon(page, {
    what: "a feed fails",
    at: source(key),
    words: /^failed: .*500, asked again in \d+ s$/,
    incident: { key, to: "failed", words: /500/ },
    chip: "degraded",
    told: isState("failed"),
    withinMs: 25_000,
  });
  status = 200;
  await expectSoon(page, {
    what: "a feed is back",
    at: source(key),
    words: /^fresh$/,
    incident: { key, to: "ready", words: /failed → ready/ },
    chip: "healthy",
    told: isState("ready"),
    withinMs: 25_000,
  });
});

test("prices: a source that fails, one that is stale, a folder that is gone and comes back", async ({ page }) => {
  test.setTimeout(60_000);
  const double = await startDouble({ now: Date.now() - 9 * DAY_MS });
  ends.push(double.stop);
  const parent = scratch();
  const folder = join(parent, "candles");
  const fill = (): void => {
    mkdirSync(folder, { recursive: true });
    const rows = Array.from({ length: 60 }, (_, day) => {
      const date = new Date(Date.now() - (90 - day) * DAY_MS).toISOString().slice(0, 10);
      return `${date},100,104,98,${100 + (day % 3)},1000`;
    });
    writeFileSync(join(folder, "PEPEUSDT_1d.csv"), ["Date,Open,High,Low,Close,Volume", ...rows].join("\n"));
  };
  fill();
  const url = await start({ ...double.env, USE_HF_DATASETS: "true", CANDLES_DIR: folder });
  const asks = asksOf(url);
  /** Somebody asks for prices, and the server says how the source is. */
  const isState = (key: string, state: string, coin: string) => async () => {
    await asks.price(coin);
    return (await asks.source(key))?.state === state;
  };
  await openDashboard(page, url);
  await expectSoon(page, {
    what: "a folder answers",
    at: source("folder"),
    words: /^ready$/,
    told: isState("folder", "ready", "PEPE"),
  });

  for (const path of ["/datasets/linxy/**", "/api/datasets/linxy/**"])
    await double.setFault({ kind: "status", status: 500, path });
  await expectSoon(page, {
    what: "a source of prices fails",
    at: source("linxy"),
    words: /^failed: .*500/,
    incident: { key: "linxy", to: "failed", words: /500/ },
    chip: "degraded",
    told: isState("linxy", "failed", "BTC"),
  });
  await double.reset();
  await expectSoon(page, {
    what: "a source of prices is stale",
    at: source("linxy"),
    words: /^stale: \d+ d old, expected every 24 h$/,
    incident: { key: "linxy", to: "stale", words: /older than twice its cadence/ },
    told: isState("linxy", "ready", "BTC"),
    withinMs: 40_000,
  });
  await expect(page.locator('[data-testid="answers"] [data-key="fresh"]')).toHaveAttribute("data-tone", "warn");
  await expect(page.locator(source("linxy")).locator(".text-warn").first()).toBeVisible();

  rmSync(folder, { recursive: true });
  await expectSoon(page, {
    what: "a folder is gone",
    at: source("folder"),
    words: /^failed: the folder is not there/,
    incident: { key: "folder", to: "failed", words: /the folder is not there/ },
    chip: "degraded",
    told: isState("folder", "failed", "PEPE"),
  });
  fill();
  await expectSoon(page, {
    what: "a folder is back",
    at: source("folder"),
    words: /^ready$/,
    incident: { key: "folder", to: "ready", words: /failed → ready/ },
    told: isState("folder", "ready", "PEPE"),
  });
});

test("Redis that ends, and comes back", async ({ page }) => {
  test.skip(!hasRedis(), "There is no redis-server on this machine.");
  test.setTimeout(60_000);
  const redis = await startRedis();
  ends.push(redis.stop);
  const url = await start({ REDIS_URL: redis.url });
  const asks = asksOf(url);
  const isStatus = (status: string) => async () => (await asks.check("redis"))?.status === status;
  await openDashboard(page, url);
  await expectSoon(page, {
    what: "Redis answers",
    at: base("redis"),
    words: /: it answers$/,
    chip: "healthy",
    told: isStatus("pass"),
  });
  await redis.stop();
  await expectSoon(page, {
    what: "Redis is gone",
    at: base("redis"),
    words: /: it does not answer: this server counts alone$/,
    incident: { key: "redis", to: "failed", words: /it does not answer/ },
    chip: "degraded",
    told: isStatus("warn"),
  });
  const again = await startRedis({ port: redis.port });
  ends.push(again.stop);
  await expectSoon(page, {
    what: "Redis is back",
    at: base("redis"),
    words: /: it answers$/,
    incident: { key: "redis", to: "ready", words: /failed → ready/ },
    chip: "healthy",
    told: isStatus("pass"),
    withinMs: 30_000,
  });
});
