import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { datasets } from "../../lib/contracts/functions/datasets";
import { health } from "../../lib/contracts/functions/health";
import { type NewsAnswer, newsSchema } from "../../lib/contracts/functions/news";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { scratchDir } from "../fakes/scratch-dir";
import { type FeedServer, startFeedServer } from "../feeds/start-feed-server";

const RLO = "\u202e";

const item = (id: number, title: string, more = ""): string =>
  `<item><guid>urn:${id}</guid><title><![CDATA[${title}]]></title><pubDate>Sat, 07 Feb 2026 0${id}:00:00 GMT</pubDate>${more}</item>`;

const good = `<?xml version="1.0"?><rss version="2.0"><channel><title>Quay &lt;script&gt;alert(1)&lt;/script&gt;</title>
${item(1, "Bitcoin climbs <script>alert(1)</script> to a record high", "<link>https://quay.example/1</link>")}
${item(2, `Exchange ${RLO}kcah detroper after outflows of Ether`, "<link>javascript:alert(1)</link>")}
${item(3, "**Bold** [click](javascript:alert(2)) Solana stands still", "<link>data:text/html,hi</link>")}
</channel></rss>`;

let server: FeedServer;
let deps: Container;
let broken = true;

beforeAll(async () => {
  server = await startFeedServer((request, response) => {
    if (request.url === "/good") {
      response.setHeader("etag", '"one"');
      if (request.headers["if-none-match"] === '"one"') return response.writeHead(304).end();
      return response.writeHead(200, { "content-type": "application/rss+xml" }).end(good);
    }
    if (request.url === "/page")
      return response.writeHead(200, { "content-type": "text/html" }).end("<html>hello</html>");
    if (broken) return response.writeHead(503, { "retry-after": "120" }).end();
    return response.writeHead(200, { "content-type": "application/rss+xml" }).end(good.replaceAll("urn:", "other:"));
  });
  const feeds = ["good", "page", "down"].map((name) => ({
    name: `The ${name} one`,
    slug: name,
    url: `${server.origin}/${name}`,
  }));
  const list = join(scratchDir(), "feeds.json");
  writeFileSync(list, JSON.stringify(feeds));
  deps = await createContainer(
    parseEnv({
      DATA_DIR: scratchDir(),
      LOG_LEVEL: "silent",
      RATE_LIMIT_PER_MINUTE: "100000",
      EMBEDDED_MODEL: "off",
      USE_HF_DATASETS: "false",
      NEWS_FEEDS: list,
      NEWS_PRIVATE_HOSTS: server.host,
      NEWS_INTERVAL_MIN: "0.05",
    }),
  );
  await deps.warm();
  while ((await listNow()).archive.sample) await wait(200);
}, 90_000);
afterAll(async () => {
  await deps.close();
  await server.close();
});

const get = (path: string): Promise<Response> =>
  handle(new Request(`http://localhost:7860/api/ai/${path}`), functions, deps);

async function listNow(query = ""): Promise<NewsAnswer> {
  const response = await get(`data/news${query}`);
  return newsSchema.parse(await response.json());
}

describe("news of feeds", () => {
  it("is real, and plain text without anything that acts", async () => {
    const { items, archive } = await listNow();
    expect(archive).toMatchObject({ sample: false, sources: 3, items: 3 });
    // What looks like markup and is none stays as the letters that it is.
    expect(JSON.stringify(items)).not.toMatch(/<script|"javascript:|"data:|\u202e/i);
    expect(items.map(({ url }) => url)).toEqual([null, null, "https://quay.example/1"]);
    expect(items.at(-1)?.title).toContain("Bitcoin climbs");
    expect(items.map(({ coins }) => coins[0]?.symbol)).toEqual(["SOL", "ETH", "BTC"]);
    const rss = await (await get("data/news?format=rss")).text();
    expect(rss).not.toMatch(/<script|<link>(javascript|data):|\u202e/i);
  });

  it("names who did not answer, why, and when to ask again; the others are not held up", async () => {
    const { failed, archive } = await listNow();
    expect(archive.sources_ok).toBe(1);
    expect(failed.map(({ source, code }) => [source, code])).toEqual([
      ["feed-page", "bad_answer"],
      ["feed-down", "upstream_failed"],
    ]);
    expect(failed[1]?.retry_after_s).toBeGreaterThan(60);
    expect(failed.every(({ last_ok_at }) => last_ok_at === null)).toBe(true);
    const listed = datasets.output.parse(await (await get("datasets/available")).json()).datasets;
    expect(listed.find(({ key }) => key === "feed-good")).toMatchObject({ kind: "news", state: "ready", items: 3 });
    expect(listed.find(({ key }) => key === "feed-down")).toMatchObject({ state: "failed" });
    const { checks } = health.output.parse(await (await get("health")).json());
    expect(JSON.stringify(checks)).toContain("1 of 3 answered");
  });

  it("names them in files too", async () => {
    const csv = await get("data/news?format=csv");
    expect(csv.headers.get("x-failed-sources")).toBe("feed-page, feed-down");
    expect(csv.headers.get("link")).toBeNull();
    const rss = await get("data/news?format=rss");
    expect(rss.headers.get("x-failed-sources")).toBe("feed-page, feed-down");
    expect(await rss.text()).toContain("2 of 3 sources did not answer.");
  });

  it("an empty answer is not a failed one", async () => {
    expect(await listNow("?symbol=BNB")).toMatchObject({ items: [], total: 0, failed: [{}, {}] });
  });

  it("asks with what it had, keeps nothing twice, and leaves alone who asked for it", async () => {
    const asked = (path: string) => server.requests.filter(({ url }) => url === path);
    await expect.poll(() => asked("/good").length, { timeout: 40_000, interval: 200 }).toBeGreaterThan(1);
    expect(asked("/good").at(-1)?.headers["if-none-match"]).toBe('"one"');
    broken = false;
    await wait(500);
    expect(asked("/down")).toHaveLength(1);
    expect((await listNow("?copies=all")).total).toBe(3);
  });
});
