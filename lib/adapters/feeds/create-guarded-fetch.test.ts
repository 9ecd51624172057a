import { Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { ask, entryOf, openFeeds } from "../../../tests/feeds/open-feeds";
import { startFeedServer } from "../../../tests/feeds/start-feed-server";
import { createFeedGate } from "./create-feed-gate";
import { createGuardedFetch } from "./create-guarded-fetch";
import type { ResolveHost } from "./create-host-resolver";
import { judgeAddress } from "./judge-address";

/** Places that no feed may come from, in every spelling that some library takes for an address. */
const hosts = [
  ..."127.0.0.1 127.1 127.0.1 0177.0.0.1 0x7f.0.0.1 0x7f000001 2130706433 017700000001 127.0.0.1. 127.000.000.001 0x7f.1 127.255.255.254".split(
    " ",
  ),
  ..."0.0.0.0 0 0x0 00.0.0.0 0.1.2.3".split(" "),
  ..."10.0.0.1 10.1 0xa.0.0.1 167772161 172.16.0.1 172.31.255.255 192.168.0.1 192.168.1 0xc0a80001 3232235521 0300.0250.0.1".split(
    " ",
  ),
  ..."169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518 169.254.0.1 169.254.170.2".split(" "),
  ..."100.64.0.1 100.100.100.200 192.0.0.192 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 168.63.129.16".split(
    " ",
  ),
  ..."224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255".split(" "),
  ..."１２７.０.０.１ ①②⑦.⓪.⓪.① 127。0。0。1 𝟏𝟐𝟕.𝟎.𝟎.𝟏".split(" "),
  ..."[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:0:127.0.0.1] [::127.0.0.1] [::ffff:a9fe:a9fe]".split(" "),
  ..."[fe80::1] [fc00::1] [fd00:ec2::254] [fec0::1] [ff02::1] [100::1]".split(" "),
  ..."[64:ff9b::7f00:1] [64:ff9b::a9fe:a9fe] [64:ff9b:1::1] [2002:7f00:1::] [2002:a9fe:a9fe::1] [2001:0:7f00:1::1] [2001:db8::1]".split(
    " ",
  ),
  ..."[2606:4700::5efe:10.0.0.1] [2606:4700::200:5efe:a00:1] [4000::1] [5f00::1] [::a00:1]".split(" "),
];
const odd = [
  ...hosts.flatMap((host) => [`https://${host}/feed`]),
  "http://8.8.8.8/feed",
  "https://8.8.8.8:80/feed",
  "https://8.8.8.8:8443/feed",
  "https://8.8.8.8:22/feed",
  "https://user@8.8.8.8/feed",
  "https://user:pass@8.8.8.8/feed",
  "https://8.8.8.8@127.0.0.1/feed",
  "https://8.8.8.8#@127.0.0.1/feed",
  "https://8.8.8.8\\@127.0.0.1/feed",
  "ftp://8.8.8.8/feed",
  "file:///etc/passwd",
  "gopher://127.0.0.1:6379/_x",
  "data:text/xml,<rss/>",
  "javascript:alert(1)",
  "https://localhost/feed",
  "https://LOCALHOST/feed",
  "https://localhost./feed",
  "https://paper.test./feed",
  "https://paper.test.evil.test/feed",
  "https://evilpaper.test/feed",
  "https:///feed",
  "https://",
  "not an address",
  `https://paper.test/${"x".repeat(3_000)}`,
];

const nowhere: ResolveHost = async () => [{ address: "127.0.0.1", family: 4 }];

describe("what a feed may not be read from (stimulus 23)", () => {
  let connects: MockInstance<typeof Socket.prototype.connect>;
  beforeEach(() => {
    connects = vi.spyOn(Socket.prototype, "connect");
  });
  afterEach(() => {
    connects.mockRestore();
  });

  it(`opens no socket for ${odd.length} odd addresses`, async () => {
    const gate = createFeedGate([]);
    const { fetch, close } = createGuardedFetch({ gate, resolve: nowhere });
    let admitted = 0;
    for (const address of odd) {
      // The host itself is on the list, so that only what it is can refuse it.
      const hostname = URL.canParse(address) ? new URL(address).hostname : "";
      const own = hostname.includes("test") || hostname.includes("localhost") ? "paper.test" : hostname;
      const outcome = gate.admit(address, new Set([own, "paper.test"]));
      if (outcome.ok) admitted++;
      // Whoever forgets the gate still meets the guard of the connection.
      if (/^https?:/i.test(address) && URL.canParse(address) && new URL(address).hostname !== "8.8.8.8")
        await expect(
          fetch(address, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.text()),
          address,
        ).rejects.toThrow();
      expect(outcome.ok, address).toBe(/8[#\\]@/.test(address));
    }
    await close();
    console.log(
      `${odd.length} odd addresses, ${hosts.length} of them spellings of hosts: ${connects.mock.calls.length} sockets`,
    );
    expect(odd.length).toBeGreaterThan(60);
    // What looks like another host behind "#" or a backslash is none: both addresses are those of 8.8.8.8, a public place.
    expect(admitted).toBe(2);
    expect(connects).not.toHaveBeenCalled();
  });

  it.each(
    hosts.flatMap((host) =>
      URL.canParse(`https://${host}/`) ? [new URL(`https://${host}/`).hostname.replace(/[[\]]/g, "")] : [],
    ),
  )("a name that leads to %s is not followed", async (address) => {
    const family = address.includes(":") ? 6 : 4;
    const { sources, close } = openFeeds([entryOf("https://paper.test/feed")], {
      resolve: async () => [{ address, family }],
    });
    const outcome = await ask(sources[0]);
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: "forbidden", detail: "its host does not lead to a public address" },
    });
    expect(connects).not.toHaveBeenCalled();
    await close();
  });

  it("follows no name that has one public address and one that is not", async () => {
    const resolve: ResolveHost = async () => [
      { address: "93.184.216.34", family: 4 },
      { address: "10.0.0.1", family: 4 },
    ];
    const { sources, close } = openFeeds([entryOf("https://paper.test/feed")], { resolve });
    expect(await ask(sources[0])).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(connects).not.toHaveBeenCalled();
    await close();
  });

  it("resolves once, and goes to that very address: a name that changes its mind leads nowhere else", async () => {
    const asked: string[] = [];
    const resolve: ResolveHost = async (hostname) => {
      asked.push(hostname);
      return [{ address: asked.length === 1 ? "93.184.216.34" : "127.0.0.1", family: 4 }];
    };
    const targets: unknown[] = [];
    connects.mockImplementation(function (this: Socket, ...call: unknown[]) {
      // What a socket would do now: look up where to go, by what it was given for that.
      const lookup: unknown = Reflect.get(Object([call].flat(2)[0]), "lookup");
      if (typeof lookup === "function")
        lookup("paper.test", { all: true }, (_: unknown, addresses: unknown) => targets.push(addresses));
      setImmediate(() => this.destroy(new Error("no way out")));
      return this;
    });
    const { sources, close, putForward } = openFeeds([entryOf("https://paper.test/feed")], { resolve });
    expect(await ask(sources[0])).toMatchObject({ ok: false, error: { code: "unreachable" } });
    expect(targets).toEqual([[{ address: "93.184.216.34", family: 4 }]]);
    expect(asked).toEqual(["paper.test"]);
    putForward(3_600_000);
    expect(await ask(sources[0])).toMatchObject({ ok: false, error: { code: "forbidden" } });
    expect(asked).toHaveLength(2);
    expect(connects).toHaveBeenCalledTimes(1);
    await close();
  });

  it.each([
    ["the metadata service", "http://169.254.169.254/latest/meta-data/"],
    ["the metadata service, in one number", "http://2852039166/"],
    ["another port of its own host", "http://127.0.0.1:1/"],
    ["this machine by name", "http://localhost/feed"],
    ["another site", "https://evil.test/feed"],
    ["its own host with a password", "http://user:pass@HOST/feed"],
    ["a file", "file:///etc/passwd"],
    ["a script", "javascript:alert(1)"],
    ["nothing", "http://"],
  ])("a redirect to %s is not followed", async (_name, location) => {
    const server = await startFeedServer((_, response) => {
      response.writeHead(302, { location: location.replace("HOST", server.host) }).end();
    });
    const { sources, close } = openFeeds([entryOf(`${server.origin}/feed`)], { privateHosts: [server.host] });
    const outcome = await ask(sources[0]);
    expect(outcome).toMatchObject({ ok: false });
    expect(server.requests).toHaveLength(1);
    expect(connects).toHaveBeenCalledTimes(1);
    await close();
    await server.close();
  });

  it("follows three redirects to hosts that the entry names, and not four", async () => {
    let hops = 3;
    const server = await startFeedServer((request, response) => {
      const at = Number(request.url?.slice(1));
      if (at < hops) response.writeHead(301, { location: `/${at + 1}` }).end();
      else response.writeHead(200, { "content-type": "text/xml" }).end("<rss><channel/></rss>");
    });
    const { sources, close, putForward } = openFeeds([entryOf(`${server.origin}/0`)], { privateHosts: [server.host] });
    expect(await ask(sources[0])).toMatchObject({ ok: true });
    hops = 4;
    putForward(60_000);
    expect(await ask(sources[0])).toMatchObject({ ok: false, error: { code: "bad_answer" } });
    await close();
    await server.close();
  });

  it("pays no heed to proxies of the environment", async () => {
    const proxy = await startFeedServer((_, response) => response.end());
    const server = await startFeedServer((_, response) => response.end("<rss><channel/></rss>"));
    vi.stubEnv("HTTP_PROXY", proxy.origin).stubEnv("http_proxy", proxy.origin).stubEnv("NODE_USE_ENV_PROXY", "1");
    const { sources, close } = openFeeds([entryOf(server.origin)], { privateHosts: [server.host] });
    expect(await ask(sources[0])).toMatchObject({ ok: true });
    expect(proxy.sockets()).toBe(0);
    vi.unstubAllEnvs();
    await close();
    await proxy.close();
    await server.close();
  });

  it("reads a private host only where it is named, with its port where one is named", async () => {
    const server = await startFeedServer((_, response) => response.end("<rss><channel/></rss>"));
    const port = server.host.split(":")[1];
    const tryWith = async (url: string, privateHosts: readonly string[]): Promise<boolean> => {
      const { sources, close } = openFeeds([entryOf(url)], { privateHosts });
      const { ok } = await ask(sources[0]);
      await close();
      return ok;
    };
    expect(await tryWith(server.origin, [])).toBe(false);
    expect(await tryWith(server.origin, ["127.0.0.1:1"])).toBe(false);
    expect(await tryWith(server.origin, ["intranet"])).toBe(false);
    expect(await tryWith(server.origin, ["127.0.0.1"])).toBe(true);
    expect(await tryWith(server.origin, [server.host])).toBe(true);
    expect(await tryWith(`http://localhost:${port}/`, [`LOCALHOST:${port}`])).toBe(true);
    // A name of one's own may lead to one's own network, and still not to where clouds tell their keys.
    const { sources, close } = openFeeds([entryOf("http://intranet/feed")], {
      privateHosts: ["intranet"],
      resolve: async () => [{ address: "169.254.169.254", family: 4 }],
    });
    expect(await ask(sources[0])).toMatchObject({ ok: false, error: { code: "forbidden" } });
    await close();
    await server.close();
  });

  it.each(["8.8.8.8", "93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:82a::200e"])(
    "%s is public",
    (address) => {
      expect(judgeAddress(address)).toBe("public");
    },
  );
});
