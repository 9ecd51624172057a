import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { listEndpoints } from "../../lib/core/gradio/endpoint";
import { openFrames, postJson } from "./ask-raw";
import { openGradio } from "./open-gradio";

const TEXT = "Ether jumps 8% as spot funds take in record inflows";
const lines: { event: string; [field: string]: unknown }[] = [];

let app: Awaited<ReturnType<typeof openGradio>>;
const api = (path: string) => `${app.url}/gradio_api/${path}`;
const endpoints = listEndpoints(functions);
const indexOf = (name: string) => endpoints.findIndex(({ apiName }) => apiName === name);
const join = async (hash: string, name: string, data: unknown[]): Promise<string> => {
  const reply = await postJson(api("queue/join"), { data, fn_index: indexOf(name), session_hash: hash });
  expect(reply.status).toBe(200);
  return (await reply.json()).event_id;
};

beforeAll(async () => {
  app = await openGradio({}, (deps) => ({
    ...deps,
    logger: { ...deps.logger, info: (event, fields) => void lines.push({ event, ...fields }) },
    // Whatever is thrown deep inside must not come out as it is.
    quickSentiment: {
      ...deps.quickSentiment,
      tiers: deps.quickSentiment.tiers.map((tier) => ({
        ...tier,
        order: (category) => {
          if (category === "social") throw new Error("secret path /etc");
          return tier.order(category);
        },
      })),
    },
  }));
}, 60_000);
afterAll(() => app.close());

describe("what clients stumble over", () => {
  it("1 and 5: a stream closes a quarter of a second after its last call, never without a word, and no reply crosses its end", async () => {
    await join("trap1", "sentiment_quick", [TEXT]);
    const stream = await openFrames(app.url, "trap1");
    await stream.until(({ msg }) => msg === "close_stream");
    // This client does not close its connection by itself: the reply waits until the server has.
    const asked = performance.now();
    const id = await join("trap1", "sentiment_quick", [TEXT]);
    expect(performance.now() - asked).toBeGreaterThan(150);
    await stream.over;
    const next = await openFrames(app.url, "trap1");
    expect(await next.until(({ msg }) => msg === "process_completed")).toMatchObject({ event_id: id, success: true });
    await next.until(({ msg }) => msg === "close_stream");
    await next.over;
  });

  it("2: messages that come before the reader wait for it", async () => {
    const id = await join("trap2", "sentiment_quick", [TEXT]);
    await wait(200);
    const stream = await openFrames(app.url, "trap2");
    await stream.over;
    expect(stream.seen.frames.map(({ msg, event_id }) => [msg, event_id])).toEqual([
      ["process_starts", id],
      ["process_completed", id],
      ["close_stream", null],
    ]);
  });

  it("3: a reader without anything to read is held for five seconds; an unknown session is told at once", async () => {
    await join("trap3", "sentiment_quick", [TEXT]);
    await (await openFrames(app.url, "trap3")).over;
    const opened = performance.now();
    const stream = await openFrames(app.url, "trap3");
    await stream.until(({ msg }) => msg === "close_stream");
    expect(performance.now() - opened).toBeGreaterThan(4_900);
    await stream.over;
    const unknown = await openFrames(app.url, "nobody");
    await unknown.over;
    expect(unknown.response.status).toBe(200);
    expect(unknown.seen.frames).toEqual([
      expect.objectContaining({ msg: "unexpected_error", session_not_found: true, success: false, event_id: null }),
      { msg: "close_stream", event_id: null },
    ]);
  });

  it("4 and 9: only bare data lines, which no proxy may hold back or change", async () => {
    await join("trap4", "sentiment_bulk_stream", [[TEXT, TEXT, ""]]);
    const { response, seen, over } = await openFrames(app.url, "trap4");
    await over;
    for (const line of seen.raw.split("\n")) expect(line === "" || line.startsWith("data: {")).toBe(true);
    const known = ["estimation", "process_starts", "progress", "process_generating", "process_completed"];
    for (const { msg } of seen.frames) expect([...known, "heartbeat", "close_stream"]).toContain(msg);
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store, no-transform");
    expect(response.headers.get("x-accel-buffering")).toBe("no");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("6: the heartbeat is a stream that lasts", async () => {
    const leave = new AbortController();
    const response = await fetch(api("heartbeat/trap6"), { signal: leave.signal });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe("data: ALIVE\n\n");
    const next = await Promise.race([reader?.read(), wait(1_000, null)]);
    expect(next?.done).not.toBe(true);
    leave.abort();
  });

  it("7: what was cancelled ends well, with what it had told", async () => {
    const hash = "trap7";
    const id = await join(hash, "overview_stream", []);
    const stream = await openFrames(app.url, hash);
    const first = await stream.until(({ msg }) => msg === "process_generating");
    const cancelled = await postJson(api("cancel"), {
      event_id: id,
      session_hash: hash,
      fn_index: indexOf("overview_stream"),
    });
    expect(await cancelled.json()).toEqual({ success: true });
    const end = await stream.until(({ msg }) => msg === "process_completed");
    expect(end).toMatchObject({ success: true, event_id: id });
    const at = ({ output }: { readonly output?: unknown }) => (output as { data: { at: string }[] }).data[0]?.at ?? "";
    expect(at(end) >= at(first)).toBe(true);
    expect(at(first)).not.toBe("");
    expect(await (await postJson(api("reset"), { event_id: id })).json()).toEqual({ success: true });
    await stream.over;
    expect(lines.find(({ request_id }) => request_id === id)).toMatchObject({ code: "ok", left: true });
  });

  it("8: what a function cannot do is told as its end, with the reason, and never as a fault of the line", async () => {
    const id = await join("trap8", "job_status", ["a".repeat(22)]);
    const stream = await openFrames(app.url, "trap8");
    await stream.over;
    expect(stream.seen.frames.find(({ msg }) => msg === "process_completed")).toMatchObject({
      event_id: id,
      success: false,
      code: "not_found",
      output: { error: expect.any(String), title: "No such address", visible: true, code: "not_found" },
    });
  });

  it("8: nor is what goes wrong inside: it is logged by the event's id, and not shown", async () => {
    const id = await join("trap8b", "sentiment_quick", [TEXT, "social"]);
    const stream = await openFrames(app.url, "trap8b");
    const end = await stream.until(({ msg }) => msg === "process_completed");
    expect(end).toMatchObject({ event_id: id, success: false, code: "internal" });
    expect(stream.seen.raw).not.toContain("secret");
    await stream.over;
    const run = await postJson(api("run/sentiment_quick"), { data: [TEXT, "social"] });
    expect([run.status, (await run.json()).code]).toEqual([500, "internal"]);
    expect(run.headers.get("x-request-id")).toMatch(/.{8,}/);
  });

  it("11: who goes away cancels the work of that session", async () => {
    const id = await join("trap11", "overview_stream", []);
    const stream = await openFrames(app.url, "trap11");
    await stream.until(({ msg }) => msg === "process_generating");
    const watchers = app.deps.overview.live.watchers();
    expect(watchers).toBeGreaterThan(0);
    stream.leave();
    await expect.poll(() => app.deps.overview.live.watchers(), { timeout: 8_000 }).toBe(watchers - 1);
    expect(app.deps.gradio.events.has(id)).toBe(false);
  });
});

describe("a generator", () => {
  it("tells all first and then what changed, and at its end all again", async () => {
    const texts = Array.from({ length: 200 }, (_, at) => `Story ${at}: ${TEXT}`);
    await join("gen", "sentiment_bulk_stream", [texts]);
    const stream = await openFrames(app.url, "gen");
    await stream.over;
    const outputs = stream.seen.frames.flatMap(({ msg, output }) =>
      msg === "process_generating" ? [(output as { data: unknown[] }).data[0]] : [],
    );
    expect(outputs.length).toBeGreaterThan(2);
    expect(outputs[0]).toMatchObject({ success: true, results: expect.any(Array) });
    for (const edits of outputs.slice(1)) {
      for (const edit of edits as unknown[][])
        expect(edit).toEqual([
          expect.stringMatching(/^(add|replace|append|delete)$/),
          expect.any(Array),
          expect.anything(),
        ]);
    }
    const end = stream.seen.frames.find(({ msg }) => msg === "process_completed");
    expect(end?.output).toMatchObject({ data: [{ results: { length: 200 } }] });
    const progress = stream.seen.frames.filter(({ msg }) => msg === "progress");
    expect(progress.at(-1)).toMatchObject({ progress_data: [{ index: 200, length: 200, unit: "texts" }] });
  });

  it("tells whole values where a call is read by its own address", async () => {
    const texts = Array.from({ length: 100 }, (_, at) => `Story ${at}: ${TEXT}`);
    const { event_id: id } = await (await postJson(api("call/v2/sentiment_bulk_stream"), { texts })).json();
    const raw = await (await fetch(api(`call/v2/sentiment_bulk_stream/${id}`))).text();
    const events = raw.split("\n\n").filter((event) => event !== "");
    expect(events.at(-1)).toMatch(/^event: complete\ndata: \[\{"success":true|^event: complete\ndata: \[\{/);
    for (const event of events.slice(0, -1))
      expect(event).toMatch(/^event: (generating\ndata: \[\{|heartbeat\ndata: null)/);
    // A line that broke may be opened again.
    const again = await (await fetch(api(`call/sentiment_bulk_stream/${id}`))).text();
    expect(again.startsWith("event: complete\ndata: [{")).toBe(true);
  });
});

describe("bad input", () => {
  const body = (more: object) => ({ data: [TEXT], fn_index: indexOf("sentiment_quick"), session_hash: "bad", ...more });

  it.each([[Number.NaN], [-1], [1.5], [1e9], [null], [""], ["x"], [true], [[0]], [{}]])(
    "fn_index %j is unknown: 404",
    async (index) => {
      const reply = await postJson(api("queue/join"), body({ fn_index: index }));
      expect(reply.status).toBe(404);
      expect(await reply.json()).toMatchObject({ code: "not_found", detail: expect.any(String) });
    },
  );

  it("a whole number as text is taken", async () => {
    expect((await postJson(api("queue/join"), body({ fn_index: String(indexOf("info")), data: [] }))).status).toBe(200);
  });

  it.each([
    ["queue/join", body({ data: [7] }), 422, "text"],
    ["queue/join", body({ data: [TEXT, "crypto", 1, 2, 3, 4, 5, 6, 7, 8] }), 422, "data"],
    ["queue/join", body({ data: "text" }), 422, "data"],
    ["call/sentiment", { data: [] }, 422, "text"],
    ["call/v2/sentiment", { txt: TEXT }, 422, "t"],
    ["run/sentiment", { data: [TEXT, "nonsense"] }, 422, "category"],
  ])("%s %j: a list that names the field", async (path, sent, status, field) => {
    const reply = await postJson(api(path), sent);
    expect(reply.status).toBe(status);
    const { detail } = await reply.json();
    expect(detail[0]).toMatchObject({ __type__: "validate", is_valid: false, message: expect.any(String) });
    expect(detail.some((each: { parameter_name: string }) => each.parameter_name.startsWith(field))).toBe(true);
  });

  it.each([
    ["POST", "call/nothing", {}, 404],
    ["POST", "call/v2/nothing", {}, 404],
    ["POST", "run/nothing", {}, 404],
    ["POST", "queue/join", "{", 400],
    ["POST", "queue/join", "[]", 422],
    ["POST", "queue/join", body({ session_hash: 7 }), 400],
    ["POST", "queue/join", body({ session_hash: "../x" }), 400],
    ["POST", "queue/join", body({ data: ["x".repeat(100_000)] }), 413],
    ["POST", "queue/join", "x".repeat(5_000_000), 413],
    ["POST", "cancel", { event_id: 7 }, 422],
    ["GET", "queue/join", null, 405],
    ["POST", "info", {}, 405],
    ["DELETE", "call/sentiment", null, 405],
    ["GET", "nowhere", null, 404],
    ["GET", "call", null, 404],
    ["GET", "run", null, 404],
  ])("%s %s %.40j is %i, in JSON, with a request id", async (method, path, sent, status) => {
    const text = typeof sent === "string" ? sent : JSON.stringify(sent);
    const reply = await fetch(api(path), {
      method,
      ...(sent !== null && { body: text, headers: { "content-type": "application/json" } }),
    });
    expect(reply.status).toBe(status);
    expect(reply.headers.get("x-request-id")).toMatch(/.{8,}/);
    expect(await reply.json()).toMatchObject({ error: expect.any(String), code: expect.any(String) });
    if (status === 405) expect(reply.headers.get("allow")).toMatch(/OPTIONS/);
  });

  it("an unknown call is not found", async () => {
    const reply = await fetch(api("call/sentiment/0000"));
    expect(reply.status).toBe(404);
    expect(await reply.json()).toMatchObject({ error: expect.stringMatching(/^No call with this id is known here/) });
  });

  it("what was never there can be cancelled", async () => {
    const reply = await postJson(api("cancel"), { event_id: "never", session_hash: "x", fn_index: 0 });
    expect(await reply.json()).toEqual({ success: true });
  });

  it("a trailing slash and more in the query are fine, preflights are answered, HEAD has no body", async () => {
    for (const path of ["info/?serialize=False&page=", "config?deep_link=x", "app_id/"])
      expect((await fetch(api(path))).status).toBe(200);
    expect((await fetch(`${app.url}/config?page=a`)).status).toBe(200);
    const preflight = await fetch(api("queue/join"), { method: "OPTIONS" });
    expect([preflight.status, preflight.headers.get("allow")]).toEqual([204, "POST, OPTIONS"]);
    // The client in a browser sends it with each call.
    expect(preflight.headers.get("access-control-allow-headers")).toContain("X-Gradio-User");
    const head = await fetch(api("queue/data?session_hash=bad"), { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("what is read first is made once: it has a tag, by which it is not sent again", async () => {
    const tag = (await fetch(api("info"))).headers.get("etag") ?? "";
    expect((await fetch(api("info"), { headers: { "if-none-match": tag } })).status).toBe(304);
  });
});

describe("calls count", () => {
  it("each leaves one line, without its texts, under the id of its event", async () => {
    const id = await join("count", "sentiment_quick", [TEXT]);
    await (await openFrames(app.url, "count")).over;
    const own = lines.filter(({ request_id }) => request_id === id);
    expect(own).toEqual([
      expect.objectContaining({ event: "request", surface: "gradio", function: "sentiment_quick", code: "ok" }),
    ]);
    expect(JSON.stringify(lines)).not.toContain(TEXT);
  });

  it("the limits of the functions hold", async () => {
    const small = await openGradio({ RATE_LIMIT_PER_MINUTE: "2" });
    const ask = () => postJson(`${small.url}/gradio_api/run/sentiment_quick`, { data: [TEXT] });
    expect([(await ask()).status, (await ask()).status]).toEqual([200, 200]);
    const third = await ask();
    expect([third.status, third.headers.get("retry-after")]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    expect(third.headers.get("ratelimit-policy")).toBe('"sentiment";q=2;w=60');
    expect(await third.json()).toMatchObject({ code: "rate_limited", detail: expect.any(String) });
    await small.close();
  }, 60_000);
});
