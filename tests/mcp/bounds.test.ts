import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { fail, ok } from "../../lib/core/errors";
import { callTool } from "../../lib/server/surfaces/mcp/call-tool";
import { type CallPlaces, createCallPlaces } from "../../lib/server/surfaces/mcp/create-call-places";
import { answerMcp } from "../../lib/server/surfaces/mcp/serve-mcp";
import { postJson } from "../gradio/ask-raw";
import { openGradio } from "../gradio/open-gradio";

vi.setConfig({ testTimeout: 60_000 });

let app: Awaited<ReturnType<typeof openGradio>>;
beforeAll(async () => {
  app = await openGradio({ EMBEDDED_MODEL: "off", MODELS_DIR: "no/such/folder" });
}, 60_000);
afterAll(() => app.close());

const post = (body: unknown, url = app.url) =>
  postJson(`${url}/gradio_api/mcp/`, body, { accept: "application/json, text/event-stream" });
const ask = (method: string, id = 1, params: object = {}) => ({ jsonrpc: "2.0", id, method, params });
const hello = ask("initialize", 1, {
  protocolVersion: "2025-06-18",
  capabilities: {},
  clientInfo: { name: "tests", version: "1" },
});

it("every message counts, and a client that asks too much is told when to come back", async () => {
  const small = await openGradio({ EMBEDDED_MODEL: "off", RATE_LIMIT_PER_MINUTE: "1" });
  for (const message of [hello, ask("tools/list"), ask("resources/list")])
    expect((await post(message, small.url)).status).toBe(200);
  const many = await post(
    Array.from({ length: 20 }, (_, id) => ask("tools/list", id)),
    small.url,
  );
  expect([many.status, many.headers.get("retry-after")]).toEqual([429, expect.stringMatching(/^[0-9]+$/)]);
  expect(await many.json()).toMatchObject({ jsonrpc: "2.0", error: { message: expect.stringMatching(/^At most 5/) } });
  expect((await post(hello, small.url)).status).toBe(429);
  await small.close();
});

it("of a function no more calls run at once than it allows, and few of one client; the others wait their turn", async () => {
  const places = createCallPlaces();
  const bulk = functions.find(({ name }) => name === "sentiment_bulk");
  if (!bulk) throw new Error("sentiment_bulk is gone");
  const { signal } = new AbortController();
  const first = await Promise.all([1, 2, 3].map(() => places.enter(bulk, "a", signal)));
  expect(first.map(({ ok }) => ok)).toEqual([true, true, true]);
  let waited = false;
  const fourth = places.enter(bulk, "a", signal).then((entered) => {
    waited = true;
    return entered;
  });
  // The last place is another's.
  const other = await places.enter(bulk, "b", signal);
  expect(other.ok).toBe(true);
  expect(waited).toBe(false);
  const [one] = first;
  if (one?.ok) one.value();
  expect((await fourth).ok).toBe(true);
  const gone = new AbortController();
  gone.abort();
  expect(await places.enter(bulk, "a", gone.signal)).toMatchObject({ ok: false, error: { code: "cancelled" } });
});

it("a call that finds no place is noted, and how long it waited", async () => {
  const bulk = functions.find(({ name }) => name === "sentiment_bulk");
  if (!bulk) throw new Error("sentiment_bulk is gone");
  const lines: Record<string, unknown>[] = [];
  const counted: unknown[] = [];
  const deps = {
    ...app.deps,
    logger: { ...app.deps.logger, info: (event: string, line: object = {}) => void lines.push({ event, ...line }) },
    recorder: { ...app.deps.recorder, called: (name: string, code: string) => void counted.push([name, code]) },
  };
  const { signal } = new AbortController();
  const call = (places: CallPlaces, requestId: string) =>
    callTool({
      contract: bulk,
      raw: { texts: ["Bridge drained"] },
      request: new Request("http://localhost/gradio_api/mcp/", { method: "POST" }),
      requestId,
      deps,
      places,
      client: { signal, notify: () => Promise.resolve(), progressToken: undefined },
    });
  const refused = await call(
    { enter: () => wait(30).then(() => fail("unavailable", "Too many are under way.")) },
    "one",
  );
  expect(refused).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining('"code":"unavailable"') }],
  });
  const left: string[] = [];
  const taken = await call({ enter: async () => ok(() => void left.push("two")) }, "two");
  expect([taken.isError, left]).toEqual([undefined, ["two"]]);
  expect(lines).toEqual([
    expect.objectContaining({ event: "request", request_id: "one", function: "sentiment_bulk", code: "unavailable" }),
    expect.objectContaining({
      event: "request",
      request_id: "two",
      surface: "mcp",
      code: "ok",
      waited_ms: expect.any(Number),
    }),
  ]);
  expect(lines[0]?.waited_ms).toBeGreaterThanOrEqual(25);
  expect(counted).toEqual([
    ["sentiment_bulk", "unavailable"],
    ["sentiment_bulk", "ok"],
  ]);
});

it("of one client no more than fifty calls are under way", async () => {
  const places = createCallPlaces();
  const { signal } = new AbortController();
  let entered = 0;
  for (const contract of functions.filter(({ concurrency }) => concurrency >= 40))
    for (let at = 0; at < 30; at += 1) {
      const place = await places.enter(contract, "a", signal);
      if (place.ok) entered += 1;
      if (entered === 50) break;
    }
  const [any] = functions;
  if (any) expect((await places.enter(any, "a", signal)).ok).toBe(false);
  expect(entered).toBe(50);
  if (any) expect((await places.enter(any, "b", signal)).ok).toBe(true);
});

it("what cannot be read says so, and not where it lies", async () => {
  const answer = await post(ask("resources/read", 1, { uri: "barometer://models/barometer-sentiment" }));
  const text = await answer.text();
  expect(text).toContain("The model card cannot be read now.");
  expect(text).not.toMatch(/ENOENT|no\/such|README/);
});

it("whatever goes wrong is an answer of the protocol, and leaves a line", async () => {
  const line = vi.spyOn(app.deps.logger, "info");
  const request = () =>
    new Request(`${app.url}/gradio_api/mcp/`, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
      body: JSON.stringify(hello),
    });
  expect((await answerMcp(request(), app.deps)).status).toBe(200);
  expect(line).toHaveBeenCalledWith("request", expect.objectContaining({ surface: "mcp", status: 200 }));
  const broken = {
    ...app.deps,
    limiters: { ...app.deps.limiters, read: { take: () => Promise.reject(new Error("secret")) } },
  };
  const answer = await answerMcp(request(), broken);
  expect(answer.status).toBe(500);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ jsonrpc: "2.0", error: { code: -32_603 } });
  expect(text).not.toContain("secret");
  line.mockRestore();
});
