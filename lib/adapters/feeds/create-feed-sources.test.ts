import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { give, openFeed, rss, rssItem, twoItems, xml } from "../../../tests/feeds/open-feed";
import { ask, takeAll } from "../../../tests/feeds/open-feeds";

describe("a feed", () => {
  it("gives its items, and asks with what its server told the last time", async () => {
    const { server, source } = await openFeed((request, response) => {
      if (request.headers["if-none-match"] === '"v1"') response.writeHead(304).end();
      else give(response, twoItems, { ...xml, etag: '"v1"', "last-modified": "Mon, 06 Jan 2025 10:00:00 GMT" });
    });
    expect(source).toMatchObject({
      key: "feed-paper",
      name: "The Paper",
      kind: "feed",
      sample: false,
      home: server.origin,
    });
    expect(source.look()).toMatchObject({ state: "not_asked_yet", checkedAt: null });
    const first = await ask(source);
    if (!first.ok) throw new Error(first.error.detail);
    const { items, state } = await takeAll(first.value);
    expect(items).toMatchObject([
      { guid: "1", title: "Bitcoin rises", outlet: "The Paper", url: null },
      { guid: "2", title: "Ether falls", outlet: "The Paper", url: null },
    ]);
    expect(state?.length).toBeLessThan(2_000);
    expect(source.look()).toMatchObject({
      state: "ready",
      detail: "it answers; 2 entries when it last changed",
      failure: null,
    });
    expect(await ask(source, state)).toEqual({ ok: true, value: null });
    expect(server.requests[1]?.headers).toMatchObject({
      "if-none-match": '"v1"',
      "if-modified-since": "Mon, 06 Jan 2025 10:00:00 GMT",
    });
    expect(server.requests[0]?.headers).not.toHaveProperty("cookie");
  });

  it("is not read again where its bytes are the same though its server names no version", async () => {
    const { source } = await openFeed((_, response) => give(response, twoItems));
    const first = await ask(source);
    if (!first.ok) throw new Error(first.error.detail);
    const { state } = await takeAll(first.value);
    expect(await ask(source, state)).toEqual({ ok: true, value: null });
    // A state of another address, or of nobody, is none.
    for (const other of [
      "",
      "{",
      "null",
      "[]",
      JSON.stringify({ etag: "x\r\ny: z" }),
      state?.replace(/"of":"./, '"of":"_') ?? "",
    ]) {
      const outcome = await ask(source, other);
      expect(outcome.ok && outcome.value !== null, other).toBe(true);
    }
  });

  it("that is empty is no failed one", async () => {
    const { source } = await openFeed((_, response) => give(response, rss("")));
    const outcome = await ask(source);
    if (!outcome.ok || outcome.value === null) throw new Error("it failed");
    expect(await takeAll(outcome.value)).toMatchObject({ items: [], unusable: 0 });
    expect(source.look().state).toBe("ready");
  });

  it("counts entries that cannot be used, and goes on", async () => {
    const { source } = await openFeed((_, response) =>
      give(response, rss(rssItem("&lt;img&gt;") + rssItem("") + rssItem("x"))),
    );
    const outcome = await ask(source);
    if (!outcome.ok) throw new Error(outcome.error.detail);
    expect(await takeAll(outcome.value)).toMatchObject({ items: [{ title: "x" }], unusable: 2 });
  });

  it.each([
    ["gzip", gzipSync(twoItems)],
    ["deflate", deflateSync(twoItems)],
    ["br", brotliCompressSync(twoItems)],
  ])("may be packed with %s", async (packing, body) => {
    const { source } = await openFeed((_, response) => give(response, body, { ...xml, "content-encoding": packing }));
    const outcome = await ask(source);
    if (!outcome.ok) throw new Error(outcome.error.detail);
    expect((await takeAll(outcome.value)).items).toHaveLength(2);
  });

  it.each([
    ["application/rss+xml", true],
    ["application/atom+xml;charset=UTF-8", true],
    ["text/xml", true],
    ["application/xml", true],
    ["text/html; charset=utf-8", true],
    ["text/plain", true],
    ["", true],
    ["image/png", false],
    ["application/pdf", false],
    ["video/mp4", false],
    ["application/javascript", false],
  ])("sent as %j is read: %s", async (type, ok) => {
    const { source } = await openFeed((_, response) =>
      give(response, twoItems, type === "" ? {} : { "content-type": type }),
    );
    expect((await ask(source)).ok).toBe(ok);
  });

  it.each([
    [404, "not_served", "there is nothing at its address any more (404)"],
    [410, "not_served", "there is nothing at its address any more (410)"],
    [403, "forbidden", "it does not let programs read it (403)"],
    [429, "rate_limited", "it is asked too often (429)"],
    [500, "upstream_failed", "it answered 500"],
    [204, "bad_answer", "it answered 204"],
  ])("that answers %i has failed as %s", async (status, code, detail) => {
    const { source, feeds } = await openFeed((_, response) => response.writeHead(status).end());
    expect(await ask(source)).toMatchObject({ ok: false, error: { code, detail } });
    expect(source.look()).toMatchObject({ state: "failed", detail, failure: { code }, lastOkAt: null });
    expect(feeds.warnings).toEqual([`feed_failed feed-paper ${detail}`]);
  });

  it("rests after a failure, each time longer, up to an hour, and is warned of once", async () => {
    let status = 500;
    const { source, feeds, server } = await openFeed((_, response) => {
      if (status === 200) give(response, twoItems);
      else response.writeHead(status).end();
    });
    const rests: number[] = [];
    for (let turn = 0; turn < 9; turn++) {
      await ask(source);
      const rest = source.look().retryAfterS ?? 0;
      rests.push(rest);
      // Nobody is asked while it rests.
      expect(await ask(source)).toMatchObject({ ok: false, error: { code: "upstream_failed" } });
      feeds.putForward(rest * 1_000);
    }
    console.log(`rests after failures in a row: ${rests.join(", ")} s`);
    expect(rests).toEqual([60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
    expect(server.requests).toHaveLength(9);
    expect(feeds.warnings).toHaveLength(1);
    status = 200;
    expect(await ask(source)).toMatchObject({ ok: true });
    expect(source.look()).toMatchObject({ state: "ready", retryAfterS: null, failure: null });
  });

  it.each([
    ["900", 900],
    ["86400", 86_400],
    ["315360000", 604_800],
  ])("that asks for %s s rests for %i s, a week at most", async (wish, rest) => {
    const { source } = await openFeed((_, response) => response.writeHead(503, { "retry-after": wish }).end());
    await ask(source);
    expect(source.look().retryAfterS).toBe(rest);
  });

  it("that nobody serves has failed, and a caller who leaves fails nothing", async () => {
    const { source, server, feeds } = await openFeed(() => {});
    const gone = new AbortController();
    const asked = source.ask({ state: null, signal: gone.signal });
    setTimeout(() => gone.abort(), 50);
    expect(await asked).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(source.look().state).toBe("not_asked_yet");
    await server.close();
    expect(await ask(source)).toMatchObject({ ok: false, error: { code: "unreachable" } });
    expect(feeds.warnings).toHaveLength(1);
  });
});
