import { describe, expect, it } from "vitest";
import { parseEnv } from "../env";
import { checkOrigin } from "./check-origin";
import { PEER_HEADER } from "./client-key";
import { hideFromSites } from "./hide-from-sites";
import { ownOrigin } from "./own-origin";
import { corsHeaders } from "./respond";

const ask = (headers: Record<string, string>): Request =>
  new Request(`http://${headers.host ?? "localhost:7860"}/gradio_api/mcp/`, { method: "POST", headers });

const check = (headers: Record<string, string>, env: Record<string, string> = {}): boolean =>
  checkOrigin(ask(headers), parseEnv(env)).ok;

const LOCAL = { [PEER_HEADER]: "127.0.0.1" };
const AFAR = { [PEER_HEADER]: "203.0.113.9" };

describe("without a proxy", () => {
  it.each([
    ["a program", { ...LOCAL, host: "localhost:7860" }, true],
    ["a program by any name", { ...LOCAL, host: "rebound.example:7860" }, true],
    ["its own page", { ...LOCAL, host: "localhost:7860", origin: "http://localhost:7860" }, true],
    ["its own page by address", { ...LOCAL, host: "127.0.0.1:7860", origin: "http://127.0.0.1:7860" }, true],
    ["its own page by IPv6", { [PEER_HEADER]: "::1", host: "[::1]:7860", origin: "http://[::1]:7860" }, true],
    ["a name below localhost", { ...LOCAL, host: "app.localhost:7860", origin: "http://app.localhost:7860" }, true],
    ["another port", { ...LOCAL, host: "localhost:7860", origin: "http://localhost:3000" }, false],
    ["another site", { ...LOCAL, host: "localhost:7860", origin: "https://evil.example" }, false],
    ["a page without an origin", { ...LOCAL, host: "localhost:7860", origin: "null" }, false],
    ["no origin at all", { ...LOCAL, host: "localhost:7860", origin: "%%" }, false],
    ["an extension", { ...LOCAL, host: "localhost:7860", origin: "chrome-extension://localhost:7860" }, false],
    [
      "a name that was turned to this machine",
      { ...LOCAL, host: "rebound.example:7860", origin: "http://rebound.example:7860" },
      false,
    ],
    [
      "the same by an address of IPv6",
      { [PEER_HEADER]: "::ffff:127.0.0.1", host: "rebound.example", origin: "http://rebound.example" },
      false,
    ],
    ["its page by an address of the network", { ...AFAR, host: "10.0.0.7:7860", origin: "http://10.0.0.7:7860" }, true],
    ["a name of the network", { ...AFAR, host: "barometer.lan:7860", origin: "http://barometer.lan:7860" }, false],
    [
      "a name that was turned to a container's address",
      { [PEER_HEADER]: "172.17.0.1", host: "rebound.example:7860", origin: "http://rebound.example:7860" },
      false,
    ],
    [
      "a name that only looks like an address",
      { ...LOCAL, host: "1.2.3.4.example", origin: "http://1.2.3.4.example" },
      false,
    ],
    [
      "what says it came by a proxy",
      { ...AFAR, "x-forwarded-host": "evil.example", origin: "https://evil.example" },
      false,
    ],
  ])("%s: %j %s", (_, headers, allowed) => {
    expect(check(headers)).toBe(allowed);
  });
});

describe("behind proxies", () => {
  const forwarded = {
    ...LOCAL,
    host: "10.0.0.7:7860",
    "x-forwarded-host": "app.example",
    "x-forwarded-proto": "https",
  };

  const named = { TRUSTED_PROXY_HOPS: "1", SITE_URL: "https://app.example" };

  it("the public host is its own where it is named", () => {
    expect(check({ ...forwarded, origin: "https://app.example" }, named)).toBe(true);
    expect(check({ ...forwarded, origin: "http://app.example" }, named)).toBe(true);
    expect(check({ ...forwarded, origin: "https://evil.example" }, named)).toBe(false);
    const space = { SPACE_ID: "someone/barometer", SPACE_HOST: "Someone-Barometer.hf.space" };
    const inSpace = { ...LOCAL, host: "someone-barometer.hf.space", origin: "https://someone-barometer.hf.space" };
    expect(check(inSpace, space)).toBe(true);
    expect(check({ ...inSpace, host: "evil.example", origin: "https://evil.example" }, space)).toBe(false);
    expect(ownOrigin(ask(forwarded), 1)).toBe("https://app.example");
  });

  it("a host that nobody named is refused with the settings that name it, whether the proxy or the client says it", () => {
    const rebound = { ...LOCAL, host: "rebound.example:7860", origin: "http://rebound.example:7860" };
    expect(check(rebound, { TRUSTED_PROXY_HOPS: "1" })).toBe(false);
    const refused = checkOrigin(
      ask({ ...forwarded, origin: "https://app.example" }),
      parseEnv({ TRUSTED_PROXY_HOPS: "1" }),
    );
    expect(refused).toEqual({
      ok: false,
      error: expect.stringMatching(/app\.example.*SITE_URL.*ALLOWED_ORIGINS=https:\/\/app\.example/),
    });
  });

  it("entries further left are the client's own words", () => {
    const lied = { ...forwarded, "x-forwarded-host": "evil.example, app.example", "x-forwarded-proto": "http, https" };
    expect(ownOrigin(ask(lied), 1)).toBe("https://app.example");
    expect(check({ ...lied, origin: "https://evil.example" }, named)).toBe(false);
    expect(check({ ...lied, origin: "https://app.example" }, named)).toBe(true);
    expect(ownOrigin(ask({ ...forwarded, "x-forwarded-host": "<b>" }), 1)).toBe("https://10.0.0.7:7860");
  });
});

describe("whose pages may read answers", () => {
  const readable = (headers: Record<string, string>, env: Record<string, string> = {}): boolean => {
    const answer = new Response(null, {
      headers: { ...corsHeaders, "access-control-allow-methods": "GET", vary: "Accept", etag: '"a"' },
    });
    hideFromSites(ask(headers), answer, parseEnv(env));
    const left = [...answer.headers.keys()];
    const isHidden = !left.some((name) => name.startsWith("access-control-"));
    // All or nothing of it, and the rest stays.
    expect([left.includes("access-control-allow-methods"), answer.headers.get("vary"), left.includes("etag")]).toEqual([
      !isHidden,
      isHidden ? "Accept, Origin" : "Accept",
      true,
    ]);
    return !isHidden;
  };
  const evil = "https://evil.example";
  const site = { SITE_URL: "https://app.example", TRUSTED_PROXY_HOPS: "1" };

  it.each([
    ["a program", { host: "localhost:7860" }, {}, true],
    ["a website, where the server is local", { host: "localhost:7860", origin: evil }, {}, false],
    ["by a name below localhost", { host: "app.localhost:7860", origin: evil }, {}, false],
    ["by a name with a dot at its end", { host: "localhost.:7860", origin: evil }, {}, false],
    ["by address", { host: "127.0.0.1:7860", origin: evil }, {}, false],
    ["by another address of the loopback", { host: "127.8.9.1", origin: evil }, {}, false],
    ["by IPv6", { host: "[::1]:7860", origin: evil }, {}, false],
    ["by IPv4 within IPv6", { host: "[::ffff:127.0.0.1]:7860", origin: evil }, {}, false],
    ["by no address at all", { host: "0.0.0.0:7860", origin: evil }, {}, false],
    ["a page without an origin", { host: "localhost:7860", origin: "null" }, {}, false],
    ["a site whose name begins alike", { host: "localhost:7860", origin: "http://localhost.evil.example" }, {}, false],
    ["an extension", { host: "localhost:7860", origin: "chrome-extension://localhost" }, {}, false],
    ["its own page", { host: "localhost:7860", origin: "http://localhost:7860" }, {}, true],
    ["a page of the same machine", { host: "localhost:7860", origin: "http://127.0.0.1:3000" }, {}, true],
    ["a site that is named", { host: "localhost:7860", origin: evil }, { ALLOWED_ORIGINS: evil }, true],
    ["a public host", { host: "app.example", origin: evil }, {}, true],
    ["an address of the network", { host: "10.0.0.7:7860", origin: evil }, {}, true],
    [
      "a public host before a proxy",
      { host: "127.0.0.1", "x-forwarded-host": "app.example", origin: evil },
      site,
      true,
    ],
    ["a header that nobody trusts", { host: "127.0.0.1", "x-forwarded-host": "app.example", origin: evil }, {}, false],
  ])("%s: %j %j %s", (_, headers, env, isReadable) => {
    expect(readable(headers, env)).toBe(isReadable);
  });
});

it("other sites are let in by name", () => {
  const env = { ALLOWED_ORIGINS: "https://one.example, http://localhost:6274/", SITE_URL: "https://app.example/start" };
  for (const origin of ["https://one.example", "http://localhost:6274", "https://app.example"])
    expect(check({ ...LOCAL, host: "localhost:7860", origin }, env)).toBe(true);
  expect(check({ ...LOCAL, host: "localhost:7860", origin: "http://one.example" }, env)).toBe(false);
  expect(() => parseEnv({ ALLOWED_ORIGINS: "one.example" })).toThrow("ALLOWED_ORIGINS");
});
