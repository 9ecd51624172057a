import { describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { type NewsAnswer, newsSchema } from "../../lib/contracts/functions/news";
import { newsMoodSchema } from "../../lib/contracts/functions/news-mood";
import { newsStorySchema } from "../../lib/contracts/functions/news-story";
import { openNewsApi } from "./open-news-api";

const NEWS = "/api/ai/data/news";
const { get } = openNewsApi();

async function list(query = ""): Promise<NewsAnswer> {
  const response = await get(query);
  expect(response.status, query).toBe(200);
  return newsSchema.parse(await response.json());
}

async function refused(path: string, status: number, code: string) {
  const response = await get(path);
  expect(response.status, path).toBe(status);
  const problem = problemSchema.parse(await response.json());
  expect(problem.code).toBe(code);
  return problem;
}

describe("news", () => {
  it("is sample news where no source is on, and says so everywhere", async () => {
    const { items, archive, failed, total } = await list();
    expect(items).toHaveLength(50);
    expect(items.every(({ sample, url }) => sample && url === null)).toBe(true);
    expect(archive).toMatchObject({ sample: true, sources: 0, sources_ok: 0 });
    expect(total).toBeGreaterThan(200);
    expect(failed).toEqual([]);
    expect(await (await get("?format=csv&limit=2")).text()).toContain("sample data");
    expect(await (await get("?format=rss&limit=2")).text()).toContain("Sample data");
  });

  it("newest first, each with its verdict, its coins in its own words, and nothing from the future", async () => {
    const { items } = await list("?limit=200");
    const times = items.map(({ published_at, first_seen_at }) => Date.parse(published_at ?? first_seen_at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.now());
    for (const { sentiment, coins, text, title } of items) {
      expect(sentiment?.engine).toBe("lexical");
      expect(text.startsWith(title)).toBe(true);
      for (const span of [...coins, ...(sentiment?.reasons ?? [])])
        expect(text.slice(span.start, span.end)).toBe(span.text);
    }
    expect(items.some(({ coins }) => coins.length > 0)).toBe(true);
    expect(new Set(items.map(({ sentiment }) => sentiment?.label)).size).toBe(3);
  });

  it("pages through everything, each story once, in any size", async () => {
    const { total } = await list("?limit=1");
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const page: NewsAnswer = await list(`?limit=37${cursor}`);
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
    expect((await list("?copies=all&limit=1")).total).toBeGreaterThan(total);
  });

  it("filters by coin, label, language, time and words, and by all together", async () => {
    const eth = await list("?symbol=ethereum&label=bearish&limit=200");
    expect(eth.items.length).toBeGreaterThan(0);
    for (const { coins, sentiment } of eth.items) {
      expect(coins.map(({ symbol }) => symbol)).toContain("ETH");
      expect(sentiment?.label).toBe("bearish");
    }
    const [some] = eth.items;
    const word = /\p{L}{6,}/u.exec(some?.title ?? "")?.[0] ?? "";
    const found = await list(`?q=${encodeURIComponent(word)}&limit=200`);
    expect(found.items.map(({ id }) => id)).toContain(some?.id);
    const day = (await list("?limit=1&from=2020-01-01")).items[0]?.published_at?.slice(0, 10) ?? "";
    const ofDay = await list(`?from=${day}&to=${day}&limit=200`);
    expect(ofDay.items.every(({ published_at }) => published_at?.startsWith(day))).toBe(true);
    expect((await list("?from=2020-01-01&to=2020-02-01")).items).toEqual([]);
  });

  it("a cursor that is none, or of another list, is 400", async () => {
    const { next } = await list("?limit=5");
    for (const cursor of ["x", "AAAA", "%00", btoa("[1]")]) await refused(`?cursor=${cursor}`, 400, "invalid_cursor");
    await refused(`?limit=5&label=bullish&cursor=${next}`, 400, "invalid_cursor");
  });

  it("says what is wrong with a question", async () => {
    expect((await refused("?symbol=BITCON", 404, "unknown_symbol")).errors?.[0]?.allowed).toContain("BTC");
    await refused("?source=nobody", 422, "validation_failed");
    await refused("?from=2026-02-01&to=2026-01-01", 422, "validation_failed");
    await refused("?limit=0", 422, "validation_failed");
    await refused("?limit=201", 422, "validation_failed");
    await refused("?label=up", 422, "validation_failed");
    await refused(`?q=${"a".repeat(201)}`, 422, "validation_failed");
    await refused("/ffffffffffffffffffffffff", 404, "not_found");
    await refused("/..%2f..%2fetc", 400, "invalid_identifier");
    await refused("/mood?interval=1h&from=2000-01-01&to=2020-01-01", 422, "validation_failed");
  });

  it("any search is words, never more", async () => {
    for (const q of [
      "'; DROP TABLE items; --",
      "%_*?",
      '"a" OR 1=1',
      "$(rm)",
      "\u202e\u0000",
      "((((",
      "بیت‌کوین",
      "💥",
    ]) {
      const response = await get(`?q=${encodeURIComponent(q)}`);
      expect(response.status, q).toBe(200);
    }
    expect((await list()).total).toBeGreaterThan(200);
  });

  it.each(["csv", "rss"])("names the next page of a file of %s in its headers, to the last one", async (format) => {
    const type = { csv: "text/csv", rss: "application/rss+xml" }[format] ?? "";
    const counts: number[] = [];
    const rowsOf = (text: string) =>
      format === "csv" ? text.trim().split("\r\n").length - 1 : (text.match(/<item>/g)?.length ?? 0);
    const { total } = await list("?label=bearish&symbol=BTC&limit=1");
    const limit = Math.ceil(total / 3);
    // The first is asked for by its header alone: the next ones say what they are themselves.
    let response = await get(`?label=bearish&symbol=BTC&limit=${limit}`, { accept: type });
    for (let page = 0; page < 5; page++) {
      expect(response.headers.get("content-type")).toContain(type);
      expect(response.headers.get("x-failed-sources")).toBeNull();
      counts.push(rowsOf(await response.text()));
      const next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
      if (next === undefined) break;
      expect(next.startsWith(`${NEWS}?label=bearish&symbol=BTC&limit=${limit}&`)).toBe(true);
      response = await get(next.slice(NEWS.length));
    }
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(total);
    expect(counts).toHaveLength(3);
  });

  it("304 for who has it already; CSV and RSS by Accept", async () => {
    const first = await get("?limit=5");
    const etag = first.headers.get("etag") ?? "";
    expect((await get("?limit=5", { "if-none-match": etag })).status).toBe(304);
    const csv = await get("?limit=5", { accept: "text/csv" });
    expect(csv.headers.get("content-type")).toContain("text/csv");
    expect((await csv.text()).trim().split("\r\n").length).toBeGreaterThanOrEqual(6);
    expect(csv.headers.get("access-control-expose-headers")).toMatch(/\bLink\b.*X-Failed-Sources/);
    const rss = await get("?limit=5", { accept: "application/rss+xml" });
    expect(rss.headers.get("content-type")).toContain("application/rss+xml");
    expect((await rss.text()).match(/<item>/g)).toHaveLength(5);
  });

  it("one item with its versions and copies", async () => {
    const { items } = await list("?limit=200");
    const copied = items.find(({ story }) => story.copies > 0);
    const response = await get(`/${copied?.id}`);
    const story = newsStorySchema.parse(await response.json());
    expect(story.item).toEqual(copied);
    expect(story.copies).toHaveLength(copied?.story.copies ?? 0);
    expect(story.copies.every((copy) => copy.story.id === copied?.story.id)).toBe(true);
    expect(story.versions).toEqual([copied]);
  });

  it("its mood adds up to the stories that are listed", async () => {
    const mood = newsMoodSchema.parse(await (await get("/mood?interval=1w&from=2020-01-01T00:00:00Z")).json());
    const count = (one: { bullish: number; neutral: number; bearish: number; unclear: number }): number =>
      one.bullish + one.neutral + one.bearish + one.unclear;
    expect(mood.buckets.reduce((sum, bucket) => sum + count(bucket), 0)).toBe((await list("?limit=1")).total);
    const [most] = mood.coins;
    expect(count(most ?? { bullish: 0, neutral: 0, bearish: 0, unclear: 0 })).toBe(
      (await list(`?symbol=${most?.symbol}&limit=1`)).total,
    );
  });
});
