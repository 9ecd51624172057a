import type { ServerResponse } from "node:http";
import { createDeflate, createGzip, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { endAfter, give, openFeed, rss, rssItem, twoItems, xml } from "../../../tests/feeds/open-feed";
import { ask, entryOf, openFeeds, takeAll } from "../../../tests/feeds/open-feeds";
import { startFeedServer } from "../../../tests/feeds/start-feed-server";
import { textOf } from "../../core/news/news-item";

describe("hostile feeds", () => {
  /** Answers by path, and a good feed beside them. */
  async function beside(answer: (response: ServerResponse) => void, mostMs: number) {
    const server = await startFeedServer((request, response) => {
      if (request.url === "/good") give(response, twoItems);
      else answer(response);
    });
    const feeds = openFeeds(
      [entryOf(`${server.origin}/bad`, { slug: "bad" }), entryOf(`${server.origin}/good`, { slug: "good" })],
      { privateHosts: [server.host] },
    );
    endAfter(feeds.close, server.close);
    const memory = process.memoryUsage().rss;
    const begun = performance.now();
    const [bad, good] = await Promise.all(
      feeds.sources.map(async (source) => {
        const outcome = await ask(source);
        return { outcome, ms: performance.now() - begun, source };
      }),
    );
    const grownMb = (process.memoryUsage().rss - memory) / 1e6;
    if (bad === undefined || good === undefined) throw new Error("no outcome");
    expect(bad.outcome).toMatchObject({ ok: false });
    expect(bad.source.look()).toMatchObject({ state: "failed" });
    expect(bad.ms).toBeLessThan(mostMs);
    expect(good.outcome).toMatchObject({ ok: true });
    expect(good.source.look().state).toBe("ready");
    return { bad, good, grownMb, server };
  }

  /** Sends the same piece for as long as it is taken; tells how much was. */
  function pour(response: ServerResponse, into: NodeJS.WritableStream, size: number): { sent: () => number } {
    const piece = Buffer.alloc(65_536, "<item><title>x</title></item>");
    let sent = 0;
    const go = (): void => {
      while (sent < size && !response.destroyed) {
        sent += piece.length;
        if (!into.write(piece)) {
          into.once("drain", go);
          return;
        }
      }
      into.end();
    };
    go();
    return { sent: () => sent };
  }

  it("a feed of 100 MB is left after 2 MB (stimulus 24)", async () => {
    let poured = { sent: () => 0 };
    const { bad, grownMb, server } = await beside((response) => {
      response.writeHead(200, xml);
      poured = pour(response, response, 100_000_000);
    }, 3_000);
    console.log(
      `100 MB: refused after ${bad.ms.toFixed(0)} ms, ${(poured.sent() / 1e6).toFixed(1)} MB were sent, memory grew by ${grownMb.toFixed(0)} MB`,
    );
    expect(bad.source.look().detail).toBe("it is larger than 2 MB");
    // What lies in the buffers of both ends has been sent too.
    expect(poured.sent()).toBeLessThan(20_000_000);
    await server.close();
  });

  it.each([
    ["gzip", createGzip],
    ["deflate", createDeflate],
  ] as const)("a bomb of %s is left after 2 MB of what comes out of it (stimulus 24)", async (packing, create) => {
    let poured = { sent: () => 0 };
    const { bad, grownMb } = await beside((response) => {
      response.writeHead(200, { ...xml, "content-encoding": packing });
      const pack = create({ level: 1 });
      pack.on("error", () => {});
      pack.pipe(response);
      poured = pour(response, pack, 1_000_000_000);
    }, 3_000);
    console.log(`bomb of ${packing}: refused after ${bad.ms.toFixed(0)} ms, memory grew by ${grownMb.toFixed(0)} MB`);
    expect(bad.source.look().detail).toBe("it is larger than 2 MB");
    expect(poured.sent()).toBeLessThan(1_000_000_000);
  });

  it("a bomb packed twice, 200 MB in 500 bytes, is left too", async () => {
    const bomb = gzipSync(gzipSync(Buffer.alloc(200_000_000), { level: 9 }));
    const { bad, grownMb } = await beside(
      (response) => give(response, bomb, { ...xml, "content-encoding": "gzip, gzip" }),
      3_000,
    );
    console.log(
      `bomb packed twice (${bomb.length} bytes): ${bad.ms.toFixed(0)} ms, memory grew by ${grownMb.toFixed(0)} MB`,
    );
  });

  it("one that drips without end is left after 5 seconds", async () => {
    const { bad, good } = await beside((response) => {
      response.writeHead(200, xml);
      const timer = setInterval(() => response.write(" "), 100);
      response.on("close", () => clearInterval(timer));
    }, 6_500);
    console.log(`a drip: left after ${bad.ms.toFixed(0)} ms; the feed beside it took ${good.ms.toFixed(0)} ms`);
    expect(bad.source.look()).toMatchObject({
      detail: "it took longer than 5 seconds",
      failure: { code: "timed_out" },
    });
    expect(good.ms).toBeLessThan(3_000);
  });

  it("one that never answers is left after 5 seconds", async () => {
    const { bad } = await beside(() => {}, 6_500);
    expect(bad.source.look().failure?.code).toBe("timed_out");
  });

  it.each([
    [
      "headers without end",
      (response: ServerResponse) => response.socket?.write(`HTTP/1.1 200 OK\r\n${"x-a: b\r\n".repeat(100_000)}`),
    ],
    ["what is no HTTP", (response: ServerResponse) => response.socket?.end("SSH-2.0-OpenSSH\r\n")],
    [
      "half of what it promised",
      (response: ServerResponse) => {
        response.writeHead(200, { ...xml, "content-length": "100000" });
        response.write(twoItems);
        setTimeout(() => response.socket?.destroy(), 20);
      },
    ],
    [
      "what is packed in another way than it says",
      (response: ServerResponse) => give(response, twoItems, { ...xml, "content-encoding": "gzip" }),
    ],
    [
      "an XML bomb",
      (response: ServerResponse) =>
        give(response, `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${rss(rssItem("&b;"))}`),
    ],
    [
      "a page",
      (response: ServerResponse) =>
        give(response, "<!doctype html><title>Gone</title>", { "content-type": "text/html" }),
    ],
    ["deep nesting", (response: ServerResponse) => give(response, rss("<a>".repeat(300_000)))],
  ])("%s fails that feed alone", async (_name, answer) => {
    await beside((response) => {
      response.on("error", () => {});
      answer(response);
    }, 6_500);
  });

  it("gives text and safe links, whatever stands in titles, bodies, links and names (stimuli 20, 21)", async () => {
    const wicked = [
      "<![CDATA[<script>alert(1)</script>]]>Bitcoin",
      "&lt;script&gt;alert(1)&lt;/script&gt;Bitcoin",
      "&amp;lt;img src=x onerror=alert(1)&amp;gt;Bitcoin",
      "<![CDATA[<svg onload=alert(1)><script>alert(1)</script></svg>]]>Bitcoin",
      "<![CDATA[[Bitcoin](javascript:alert)]]>",
      "Bit&#x202E;nioc&#x2066;&#0;&#8203;coin",
      "<![CDATA[<iframe src=javascript:alert(1)>x</iframe>]]>Bitcoin",
      "&#60;style&#62;*{display:none}&#60;/style&#62;Bitcoin",
      "<![CDATA[<math><mtext></p><style><img src=x onerror=alert(1)></style>]]>Bitcoin",
      "Bitcoin {{constructor.constructor(1)()}}",
    ];
    const links = [
      "javascript:alert(1)",
      "data:text/html,x",
      " JaVaScRiPt:alert(1)",
      "java&#10;script:alert(1)",
      "https://u:p@a.test/",
      "vbscript:x",
      "//evil.test\\@good.test/",
      "https://a.test/&quot;onclick=alert(1)",
    ];
    const items = wicked
      .flatMap((words, at) =>
        rssItem(
          words,
          `<description>${words}, it says</description><link>${links[at % links.length]}</link><source>${words}</source>`,
        ),
      )
      .join("");
    const { source } = await openFeed((_, response) => give(response, rss(items)));
    const outcome = await ask(source);
    if (!outcome.ok) throw new Error(outcome.error.detail);
    const { items: found } = await takeAll(outcome.value);
    expect(found.length).toBeGreaterThanOrEqual(9);
    for (const one of found) {
      const words = `${textOf(one)} ${one.outlet} ${one.guid ?? ""}`;
      expect(words).not.toMatch(
        /<\/?[a-z!]|onerror|onload|display:none|[\u0000-\u0009\u000b-\u001f\u200b\u202a-\u202e\u2066-\u2069]/i,
      );
      if (one.url !== null) expect(one.url).toMatch(/^https?:\/\/[^@/"<>\s]+\/[^"<>\s]*$/);
    }
  });

  it("gives plain text of bytes that are anything", async () => {
    let seed = 7;
    const random = (): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed;
    };
    const parts = [
      "<",
      ">",
      "</",
      "item",
      "title",
      "rss",
      "channel",
      "<![CDATA[",
      "]]>",
      "&",
      ";",
      '"',
      "=",
      "<!--",
      "-->",
      "<?",
      " ",
      "\0",
      "é",
      "\ufffd",
      "<!DOCTYPE",
      "[",
    ];
    const bodies = Array.from({ length: 150 }, () =>
      rss(rssItem("x") + Array.from({ length: 200 }, () => parts[random() % parts.length]).join("")),
    );
    const { source, feeds } = await openFeed((_, response) => give(response, bodies.pop() ?? ""));
    for (let turn = 0; turn < 150; turn++) {
      const outcome = await ask(source);
      if (outcome.ok) await takeAll(outcome.value);
      else expect(outcome.error.code).toBe("bad_answer");
      feeds.putForward(3_600_000);
    }
  });
});
