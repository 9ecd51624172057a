import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { openLink, untilOpen } from "../../../tests/fakes/open-links";
import { wait } from "../../../tests/resilience/load";
import type { NewsItem } from "../../core/news/news-item";
import type { NewsRelay } from "../../core/news/news-relay";
import { noRelay } from "../../core/news/no-relay";
import { createNewsRelay } from "./create-news-relay";

const ITEMS = "barometer:news:items";
const TURN = "barometer:news:turn";

const item = (number: number, more: Partial<NewsItem> = {}): NewsItem => ({
  id: number.toString(16).padStart(24, "0"),
  version: 1,
  digest: "0f".repeat(8),
  source: "feed-own",
  sourceName: "Own words",
  guid: null,
  title: `Bitcoin stands still ${number}`,
  lead: "",
  url: `https://news.example/${number}`,
  outlet: "news.example",
  published: { at: 1_700_000_000_000, precision: "minute" },
  firstSeenAt: 1_700_000_100_000,
  versionAt: 1_700_000_100_000,
  sortAt: 1_700_000_000_000,
  story: number.toString(16).padStart(24, "0"),
  coins: [{ symbol: "BTC", start: 0, end: 7, text: "Bitcoin" }],
  language: "en",
  verdict: {
    label: "neutral",
    confidence: 0.6,
    scores: { bullish: 0.2, neutral: 0.6, bearish: 0.2 },
    engine: "embedded_model",
    model: "own",
    abstained: false,
    abstained_because: null,
    calibrated: true,
    reasons: [{ start: 8, end: 20, text: "stands still", weight: 0 }],
    explained_by: null,
    modelRevision: "1",
    dtype: null,
    scoredAt: 1_700_000_100_500,
  },
  ...more,
});

/** All that is to be had after a place. */
const drain = async (relay: NewsRelay, from: string | null) => {
  const items: NewsItem[] = [];
  const lost: boolean[] = [];
  let after = from;
  for (;;) {
    const followed = await relay.follow(after);
    if (!followed.ok) throw new Error(followed.error.detail);
    lost.push(followed.value.lost);
    for (const portion of followed.value.portions) {
      items.push(...portion.items);
      after = portion.at;
    }
    if (followed.value.portions.length === 0) return { items, after, lost: lost.includes(true) };
  }
};

describe("noRelay", () => {
  it("gives every turn, and has nothing to tell", async () => {
    expect(await noRelay.takeTurn(1)).toBe(true);
    await noRelay.endTurn();
    expect(await noRelay.publish([item(1)])).toEqual({ ok: true, value: null });
    expect(await noRelay.follow(null)).toEqual({ ok: true, value: { portions: [], lost: false } });
  });
});

describe.skipIf(!hasRedis())("createNewsRelay (skipped without redis-server)", () => {
  let redis: RedisServer;
  let database = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const two = async () => {
    database += 1;
    const link = await openLink(`${redis.url}/${database}`);
    const one = createNewsRelay(link);
    const other = createNewsRelay(await openLink(`${redis.url}/${database}`));
    return { one, other, link, redis: link.connection };
  };

  it("gives the turn to one, who prolongs it; the other follows", async () => {
    const { one, other } = await two();
    expect(await one.takeTurn(1_500)).toBe(true);
    expect(await other.takeTurn(1_500)).toBe(false);
    for (let again = 0; again < 4; again += 1) {
      await wait(600);
      expect(await one.takeTurn(1_500)).toBe(true);
      expect(await other.takeTurn(1_500)).toBe(false);
    }
    // It is not the other's to end.
    await other.endTurn();
    expect(await other.takeTurn(1_500)).toBe(false);
    await one.endTurn();
    expect(await other.takeTurn(1_500)).toBe(true);
    expect(await one.takeTurn(1_500)).toBe(false);
  });

  it("gives the turn of a process that has gone to the other after its lease, and not before", async () => {
    const { one, other, link } = await two();
    expect(await one.takeTurn(1_500)).toBe(true);
    link.close();
    const before = performance.now();
    expect(await other.takeTurn(1_500)).toBe(false);
    await expect.poll(() => other.takeTurn(1_500), { interval: 20, timeout: 5_000 }).toBe(true);
    const after = performance.now() - before;
    console.log(`a turn of 1,500 ms without its process: free after ${after.toFixed(0)} ms`);
    expect(after).toBeGreaterThan(1_000);
    // Whoever comes back asks himself: the link is closed.
    expect(await one.takeTurn(1_500)).toBe(true);
  });

  it("gives one turn to one of two who ask at once, whatever stands there", async () => {
    const { one, other, redis: connection } = await two();
    for (let round = 0; round < 100; round += 1) {
      await connection.del(TURN);
      if (round % 2 === 0) await connection.lpush(TURN, "a list");
      const turns = await Promise.all([one.takeTurn(1_000), other.takeTurn(1_000)]);
      expect(turns.filter((turn) => turn)).toHaveLength(1);
    }
  });

  it("tells the others what was found, in order and whole", async () => {
    const { one, other } = await two();
    expect((await drain(other, null)).items).toEqual([]);
    const first = Array.from({ length: 900 }, (_, number) => item(number));
    expect(await one.publish(first)).toEqual({ ok: true, value: null });
    const began = await drain(other, null);
    expect(began).toMatchObject({ items: first, lost: false });
    expect(await drain(other, began.after)).toEqual({ items: [], after: began.after, lost: false });
    const second = [item(1_000, { lead: "Nobody bought.", url: null, published: null, verdict: null, coins: [] })];
    await one.publish(second);
    await other.publish([item(1_001)]);
    expect(await drain(one, began.after)).toMatchObject({ items: [...second, item(1_001)], lost: false });
    await one.publish([]);
    expect((await drain(one, null)).items).toHaveLength(902);
  });

  it("keeps at most 20 MB, and says where something is gone", async () => {
    const { one, other, redis: connection } = await two();
    await one.publish([item(0)]);
    const { after } = await drain(other, null);
    const lead = "é".repeat(600);
    const before = performance.now();
    for (let portion = 0; portion < 16; portion += 1)
      await one.publish(Array.from({ length: 1_000 }, (_, number) => item(portion * 1_000 + number + 1, { lead })));
    const tookMs = performance.now() - before;
    const bytes = Number(await connection.memory("USAGE", ITEMS, "SAMPLES", 0));
    const kept = await drain(other, after);
    console.log(
      `16,000 items told in ${tookMs.toFixed(0)} ms; kept: ${kept.items.length} in ${(bytes / 1e6).toFixed(1)} MB of Redis`,
    );
    expect(kept.lost).toBe(true);
    expect(kept.items.length).toBeGreaterThan(5_000);
    expect(kept.items.length).toBeLessThan(16_000);
    expect(kept.items.at(-1)?.id).toBe(item(16_000).id);
    expect(await connection.xlen(ITEMS)).toBe(1_000);
    expect(bytes).toBeLessThan(20e6);
    expect(await drain(other, kept.after)).toMatchObject({ items: [], lost: false });
    expect(await connection.pttl(ITEMS)).toBeGreaterThan(0);
  });

  it("tells all but an item that is larger than a portion", async () => {
    const { one, other } = await two();
    await one.publish([item(1), item(2, { outlet: "x".repeat(30_000) }), item(3)]);
    expect((await drain(other, null)).items.map(({ id }) => id)).toEqual([item(1).id, item(3).id]);
  });

  it("says so where the stream was emptied or begun anew, and finds into the new one", async () => {
    const { one, other, redis: connection } = await two();
    await one.publish([item(1), item(2)]);
    const { after } = await drain(other, null);
    await connection.del(ITEMS);
    expect(await drain(other, after)).toMatchObject({ items: [], after });
    await one.publish([item(3)]);
    expect(await drain(other, after)).toMatchObject({ items: [item(3)], lost: true });
    for (const place of ["99999999999999-5", "nonsense", "1-", "18446744073709551615-1", ""])
      expect(await drain(other, place)).toMatchObject({ items: [item(3)], lost: true });
  });

  it.each<readonly [string, readonly string[]]>([
    ["no JSON", ["items", "[{"]],
    ["no list", ["items", '{"id":1}']],
    ["another field", ["other", "[]"]],
    ["items that are none", ["items", '[1,null,{"id":"x"}]']],
    [
      "links that run, or have a password",
      [
        "items",
        JSON.stringify([
          item(8, { url: "javascript:alert(1)" }),
          item(9, { url: "https://news.example:secret@other.example/9" }),
        ]),
      ],
    ],
    [
      "a span beyond its text",
      ["items", JSON.stringify([item(9, { coins: [{ symbol: "BTC", start: 0, end: 8, text: "Bitcoin" }] })])],
    ],
    ["scores that are none", ["items", JSON.stringify([item(9)]).replace('"bullish":0.2', '"bullish":7')]],
    ["more than a portion", ["items", `[${" ".repeat(30_000)}]`]],
  ])("skips %s, and goes on", async (_, fields) => {
    const { one, other, redis: connection } = await two();
    await one.publish([item(1)]);
    await connection.xadd(ITEMS, "*", ...fields);
    await one.publish([item(2)]);
    expect((await drain(other, null)).items).toEqual([item(1), item(2)]);
  });

  it("takes the good ones of a portion", async () => {
    const { other, redis: connection } = await two();
    await connection.xadd(ITEMS, "*", "items", JSON.stringify([item(1), { ...item(2), title: "" }, item(3)]));
    expect((await drain(other, null)).items).toEqual([item(1), item(3)]);
  });

  it("begins anew where the key is of another kind or can take no more", async () => {
    const { one, other, redis: connection } = await two();
    await connection.set(ITEMS, "a text");
    expect(await other.follow(null)).toEqual({ ok: true, value: { portions: [], lost: false } });
    expect(await one.publish([item(1)])).toEqual({ ok: true, value: null });
    expect((await drain(other, null)).items).toEqual([item(1)]);
    await connection.xadd(ITEMS, "18446744073709551615-18446744073709551615", "items", "[]");
    expect(await one.publish([item(2), item(3)])).toEqual({ ok: true, value: null });
    expect((await drain(other, null)).items).toEqual([item(2), item(3)]);
  });

  it("gives everyone the turn while Redis does not answer, and finds back", async () => {
    const own = await startRedis();
    const link = await openLink(own.url);
    const relay = createNewsRelay(link);
    const other = createNewsRelay(await openLink(own.url));
    expect(await relay.takeTurn(60_000)).toBe(true);
    expect(await other.takeTurn(60_000)).toBe(false);
    own.signal("SIGSTOP");
    const before = performance.now();
    expect(await other.takeTurn(60_000)).toBe(true);
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(await other.publish([item(1)])).toMatchObject({ ok: false, error: { code: "unavailable" } });
    expect(await other.follow(null)).toMatchObject({ ok: false, error: { code: "unavailable" } });
    await other.endTurn();
    own.signal("SIGCONT");
    await untilOpen(link);
    expect(await relay.takeTurn(60_000)).toBe(true);
    await expect.poll(async () => (await relay.publish([item(2)])).ok, { timeout: 5_000 }).toBe(true);
    expect((await drain(relay, null)).items.at(-1)).toEqual(item(2));
    await own.stop();
    expect(await relay.takeTurn(1_000)).toBe(true);
    expect((await relay.publish([item(3)])).ok).toBe(false);
    expect((await relay.follow(null)).ok).toBe(false);
  });
});
