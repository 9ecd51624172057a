import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { compress } from "./compress";

const long = JSON.stringify({ texts: "up only ".repeat(2_000) });
const asked = (accept?: string): Request =>
  new Request("http://localhost/", { headers: accept === undefined ? {} : { "accept-encoding": accept } });
const answer = (body: string): Response =>
  new Response(body, { status: 200, headers: { "content-length": String(Buffer.byteLength(body)) } });

describe("compress", () => {
  it.for(["gzip", "br, gzip;q=0.5", "GZIP", "*"])("a long answer, for a client that takes it: %s", async (accept) => {
    const sent = compress(asked(accept), answer(long));
    expect(sent.headers.get("content-encoding")).toBe("gzip");
    expect(sent.headers.get("vary")).toBe("Accept-Encoding");
    expect(sent.headers.has("content-length")).toBe(false);
    const bytes = Buffer.from(await sent.arrayBuffer());
    expect(bytes.length).toBeLessThan(long.length / 10);
    expect(gunzipSync(bytes).toString()).toBe(long);
  });

  it.for([undefined, "br", "gzip;q=0", "gzip; q=0.0", "identity"])("not for one that does not: %s", async (accept) => {
    const sent = compress(asked(accept), answer(long));
    expect(sent.headers.get("content-encoding")).toBeNull();
    // Caches must know that the next client may get another form.
    expect(sent.headers.get("vary")).toBe("Accept-Encoding");
    expect(await sent.text()).toBe(long);
  });

  it("leaves short answers and streams alone", () => {
    const short = answer("{}");
    expect(compress(asked("gzip"), short)).toBe(short);
    const stream = new Response("data: 1\n\n", { headers: { "content-type": "text/event-stream" } });
    expect(compress(asked("gzip"), stream)).toBe(stream);
  });
});
