import { Agent, request } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { openGradio } from "./open-gradio";

let app: Awaited<ReturnType<typeof openGradio>>;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });
beforeAll(async () => {
  app = await openGradio({ EMBEDDED_MODEL: "off" });
}, 60_000);
afterAll(async () => {
  agent.destroy();
  await app.close();
});

/** A head must be there by then, whatever was sent. */
const DEADLINE_MS = 8_000;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Sends it as it stands. Of a stream the first piece is enough. */
const send = ({ method, path, headers, body }: Asked): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    const length = { "content-length": Buffer.byteLength(body) };
    const asked = request({ hostname, port, path, method, headers: { ...headers, ...length }, agent }, (response) => {
      const { statusCode: status = 0 } = response;
      const type = response.headers["content-type"] ?? "";
      let text = "";
      const end = () => resolve({ status, type, text });
      response.on("data", (piece) => {
        text += piece;
        if (!type.startsWith("text/event-stream")) return;
        end();
        asked.destroy();
      });
      response.on("end", end);
      // Nothing may come of a stream for long.
      if (type.startsWith("text/event-stream")) setTimeout(() => asked.destroy(), 50);
      response.on("close", end);
    });
    asked.setTimeout(DEADLINE_MS, () => asked.destroy(new Error(`no answer to ${method} ${path}`)));
    asked.on("error", reject);
    asked.end(body);
  });

const known = [
  "config",
  "gradio_api/config",
  "gradio_api/info",
  "gradio_api/app_id",
  "gradio_api/startup-events",
  "gradio_api/openapi.json",
  "gradio_api/queue/join",
  "gradio_api/queue/data",
  "gradio_api/queue/status",
  "gradio_api/call",
  "gradio_api/call/v2",
  "gradio_api/run",
  "gradio_api/api",
  "gradio_api/cancel",
  "gradio_api/reset",
  "gradio_api/heartbeat",
  "gradio_api/upload",
  "gradio_api/upload_progress",
  "gradio_api/file=",
  "gradio_api/mcp/",
  "gradio_api/mcp/schema",
  "gradio_api/mcp/http",
];
const names = functions.map(({ name }) => name);
const segment = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names) },
  fc.constantFrom("v2", "..", "%2e%2e", "%00", "%", "__proto__", "constructor", "a".repeat(3_000), "é", "%c3%28"),
  fc.string({ maxLength: 30 }).map(encodeURIComponent),
  fc.stringMatching(/^[\da-f]{32}$/),
);
const query = fc.oneof(
  fc.constant(""),
  fc.string({ maxLength: 20 }).map((hash) => `?session_hash=${encodeURIComponent(hash)}`),
  fc.constantFrom("?", "?%", "?session_hash", "?session_hash=a&session_hash=b", "?tools=nothing", "?upload_id=%00"),
);
const tail = fc.oneof(
  fc.constant([]),
  fc.constantFrom(...names).map((name) => [name]),
  fc.array(segment, { maxLength: 3 }),
);
const path = fc
  .tuple(fc.constantFrom(...known), tail, query)
  .map(([start, rest, asked]) => encodeOdd(`/${[start, ...rest].join("/")}${asked}`));
const call = fc.record(
  {
    fn_index: fc.oneof(fc.nat(30), fc.jsonValue()),
    data: fc.oneof(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.jsonValue()),
    session_hash: fc.oneof(fc.constant("a1b2"), fc.jsonValue()),
    event_id: fc.oneof(fc.stringMatching(/^[\da-f]{32}$/), fc.jsonValue()),
    trigger_id: fc.jsonValue(),
    jsonrpc: fc.constantFrom("2.0", "1.0"),
    id: fc.jsonValue(),
    method: fc.constantFrom("initialize", "tools/list", "tools/call", "resources/read", "nothing"),
    params: fc.oneof(fc.record({ name: fc.constantFrom(...names), arguments: fc.jsonValue() }), fc.jsonValue()),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  { weight: 4, arbitrary: call.map((value) => JSON.stringify(value)) },
  fc.json(),
  fc.uint8Array({ maxLength: 2_000 }),
  fc.constantFrom("", "{", "[".repeat(50_000), '{"__proto__":{}}', '{"data":[1],"data":[2]}', "\ufeff{}"),
  fc.constant('--X\r\ncontent-disposition: form-data; name="files"; filename="a.csv"\r\n\r\na,b\r\n--X--\r\n'),
);
const asked: fc.Arbitrary<Asked> = fc.record({
  method: fc.constantFrom("GET", "POST", "POST", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"),
  path,
  headers: fc.record({
    "content-type": fc.constantFrom(
      "application/json",
      "text/plain",
      "multipart/form-data",
      "multipart/form-data; boundary=X",
      "application/x-www-form-urlencoded",
      "",
    ),
    accept: fc.constantFrom("*/*", "application/json, text/event-stream", "text/html", "text/event-stream", "odd"),
  }),
  body,
});

// What a socket cannot send; the rest goes as it is.
function encodeOdd(whole: string): string {
  return whole.replaceAll(/[^\x21-\x7e]/g, (sign) => encodeURIComponent(sign));
}

describe("whatever is sent", () => {
  it("is answered in time, never with a bare 500, and each refusal says in JSON what was wrong", {
    timeout: 180_000,
  }, async () => {
    const counts = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(asked, async (one) => {
        const hasBody = one.method !== "GET" && one.method !== "HEAD";
        const { status, type, text } = await send(hasBody ? one : { ...one, body: "" });
        counts.set(status, (counts.get(status) ?? 0) + 1);
        expect([500, 501, 502, 505], `${one.method} ${one.path}: ${text.slice(0, 200)}`).not.toContain(status);
        if (status < 400 || one.method === "HEAD") return;
        expect(type, `${status} ${one.method} ${one.path}: ${text.slice(0, 200)}`).toMatch(
          /^application\/(problem\+)?json/,
        );
        const told: unknown = JSON.parse(text);
        expect(typeof told === "object" && told !== null && ("detail" in told || "error" in told)).toBe(true);
      }),
      { numRuns: 1_500 },
    );
    console.info(`answers by status: ${JSON.stringify(Object.fromEntries([...counts].sort(([a], [b]) => a - b)))}`);
  });

  it("leaves a server that goes on answering", async () => {
    const { status, text } = await send({
      method: "POST",
      path: "/gradio_api/run/sentiment_quick",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ data: ["Bitcoin rallies to a record"] }),
    });
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ data: [{ label: "bullish" }] });
  });
});
