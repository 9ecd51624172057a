import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openStream } from "../../lib/server/surfaces/gradio/open-stream";
import { openFrames, postJson } from "./ask-raw";
import { openGradio } from "./open-gradio";

let app: Awaited<ReturnType<typeof openGradio>>;
beforeAll(async () => {
  app = await openGradio({ EMBEDDED_MODEL: "off" });
}, 60_000);
afterAll(() => app.close());

const join = (hash: string, name: string, data: unknown[]) =>
  postJson(`${app.url}/gradio_api/queue/join`, { data, fn_index: app.indexOf(name), session_hash: hash });

it("a client that opens its stream and does not read it is left, and its calls end", async () => {
  const { gradio } = app.deps;
  await join("deaf", "overview_stream", []);
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  socket.write("GET /gradio_api/queue/data?session_hash=deaf HTTP/1.1\r\nhost: x\r\n\r\n");
  socket.pause();
  await expect.poll(() => gradio.streams.open()).toBe(1);
  const session = gradio.sessions.find("deaf");
  const text = "x".repeat(1024 * 1024);
  let told = 0;
  for (; told < 100 && session?.isOver() === false; told += 1) {
    session.tell({ msg: "unexpected_error", event_id: null, message: text, session_not_found: false, success: false });
    await wait(2);
  }
  console.info(`left after ${told} MB that were not read`);
  expect(told).toBeLessThan(60);
  expect(gradio.sessions.find("deaf")).toBeUndefined();
  await expect.poll(() => [gradio.streams.open(), gradio.events.size, gradio.queue.running()]).toEqual([0, 0, 0]);
  socket.destroy();
}, 60_000);

it("a client that is slow, and reads in the end, gets all", async () => {
  const { gradio } = app.deps;
  await join("slow", "overview_stream", []);
  const response = await fetch(`${app.url}/gradio_api/queue/data?session_hash=slow`);
  const session = gradio.sessions.find("slow");
  const text = "x".repeat(1024 * 1024);
  const TOLD = 14;
  for (let at = 0; at < TOLD; at += 1) {
    session?.tell({ msg: "unexpected_error", event_id: null, message: text, session_not_found: false, success: false });
    await wait(5);
  }
  expect(session?.isOver()).toBe(false);
  await wait(1_000);
  let raw = "";
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    raw += decoder.decode(chunk, { stream: true });
    if (raw.length > TOLD * (text.length + 80)) break;
  }
  expect(raw.split("unexpected_error").length - 1).toBe(TOLD);
  await expect.poll(() => gradio.streams.open(), { timeout: 8_000 }).toBe(0);
}, 30_000);

it("a flood of one client leaves places to others, and is told where it ends", async () => {
  const { gradio } = app.deps;
  // Its share of the function's places is taken by calls that do not end by themselves.
  const ends: (() => void)[] = [];
  const run = () => new Promise<void>((end) => void ends.push(end));
  for (let at = 0; at < 3; at += 1)
    gradio.queue.join({ kind: "sentiment_bulk", client: "unknown", bytes: 1, run, moved: () => {} });
  const replies = await Promise.all(
    Array.from({ length: 210 }, async () => {
      const reply = await join("flood", "sentiment_bulk", [["Bridge drained"]]);
      return { status: reply.status, detail: (await reply.json()).detail as string };
    }),
  );
  const full = replies.filter(({ status }) => status === 503);
  expect([replies.length - full.length, full.length]).toEqual([200, 10]);
  for (const { detail } of full)
    expect(detail).toBe(
      "The queue is full: 200 of your calls wait already; this one would be number 201. Ask again in a moment.",
    );
  const before = performance.now();
  await join("other", "sentiment_quick", ["Bitcoin climbs"]);
  const other = await openFrames(app.url, "other");
  await other.until(({ msg }) => msg === "process_completed");
  console.info(`10 of 210 refused; another function answered in ${Math.round(performance.now() - before)} ms`);
  // Who leaves takes its calls with it.
  const stream = await openFrames(app.url, "flood");
  expect(await stream.until(({ msg }) => msg === "estimation")).toMatchObject({ rank: 0, queue_size: 1 });
  stream.leave();
  await expect.poll(() => gradio.queue.waiting(), { timeout: 10_000 }).toBe(0);
  for (const end of ends) end();
  await expect.poll(() => gradio.queue.running()).toBe(0);
  other.leave();
}, 60_000);

it("no more streams of one client than anybody needs", async () => {
  // Those of the tests before are gone a moment after they were left.
  await expect.poll(() => app.deps.gradio.streams.open(), { timeout: 8_000 }).toBe(0);
  const leave = new AbortController();
  const open = () => fetch(`${app.url}/gradio_api/heartbeat/x`, { signal: leave.signal });
  const replies = await Promise.all(Array.from({ length: 200 }, open));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  const one = await open();
  expect([one.status, one.headers.get("retry-after")]).toEqual([429, "30"]);
  leave.abort();
  await expect.poll(() => [app.deps.gradio.streams.open(), app.deps.gradio.hearts.size]).toEqual([0, 0]);
}, 60_000);

it("a stream that has ended keeps its place until it is read, and not for long where nobody reads it", async () => {
  const { streams } = app.deps.gradio;
  await expect.poll(() => streams.open(), { timeout: 8_000 }).toBe(0);
  const text = "x".repeat(3 * 1024 * 1024);
  const open = (): Response =>
    openStream(new Request(app.url), app.deps, (reader) => {
      reader.write(text);
      reader.end();
      reader.write("too late");
      return () => {};
    });
  const read = open();
  expect(streams.open()).toBe(1);
  expect((await read.text()) === text).toBe(true);
  expect(streams.open()).toBe(0);

  const left = open().body?.getReader();
  await left?.read();
  expect(streams.open()).toBe(1);
  await left?.cancel();
  expect(streams.open()).toBe(0);

  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const [slow, deaf] = [open().body?.getReader(), open().body?.getReader()];
    await vi.advanceTimersByTimeAsync(59_000);
    await slow?.read();
    expect(streams.open()).toBe(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(streams.open()).toBe(1);
    await expect(deaf?.read()).rejects.toThrow("does not read");
    let rest = 0;
    for (let piece = await slow?.read(); piece?.value; piece = await slow?.read()) rest += piece.value.length;
    // All but the first piece.
    expect(rest).toBe(text.length - 256 * 1024);
    expect(streams.open()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

it("a call whose first word is too much for its session is refused, and nothing of it goes on", async () => {
  const { gradio } = app.deps;
  const session = gradio.sessions.open("brim", "unknown");
  const tell = (message: string) =>
    session.tell({ msg: "unexpected_error", event_id: null, message, session_not_found: false, success: false });
  tell("");
  tell("x".repeat(16 * 1024 * 1024 - 2 * session.unread() - 10));
  expect(session.isOver()).toBe(false);
  const refused = await join("brim", "overview_stream", []);
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
  expect(await refused.json()).toMatchObject({
    code: "unavailable",
    detail: expect.stringMatching(/waits to be read/),
  });
  expect([session.isOver(), gradio.sessions.find("brim")]).toEqual([true, undefined]);
  await expect.poll(() => [gradio.events.size, gradio.queue.running(), gradio.queue.waiting()]).toEqual([0, 0, 0]);
  // Called again, it has a session of its own.
  expect((await join("brim", "sentiment_quick", ["Bitcoin climbs"])).status).toBe(200);
  const again = await openFrames(app.url, "brim");
  expect(await again.until(({ msg }) => msg === "process_completed")).toMatchObject({ success: true });
  again.leave();
});

it("when the server ends, streams without calls close at once, calls may finish, and what goes on ends with an error", async () => {
  const going = await openGradio({ EMBEDDED_MODEL: "off" });
  const { gradio } = going.deps;
  const ask = (hash: string, name: string) =>
    postJson(`${going.url}/gradio_api/queue/join`, { data: [], fn_index: app.indexOf(name), session_hash: hash });
  await ask("idle", "info");
  const idle = await openFrames(going.url, "idle");
  await idle.over;
  const held = await openFrames(going.url, "idle");
  await ask("busy", "overview_stream");
  const busy = await openFrames(going.url, "busy");
  await busy.until(({ msg }) => msg === "process_generating");
  gradio.drain();
  await held.until(({ msg }) => msg === "close_stream", 4_000);
  expect(busy.seen.isOver).toBe(false);
  const end = await busy.until(({ msg }) => msg === "process_completed", 9_000);
  expect(end).toMatchObject({
    success: false,
    code: "unavailable",
    output: { error: expect.stringMatching(/going down/) },
  });
  await busy.over;
  expect(busy.seen.frames.at(-1)?.msg).toBe("close_stream");
  await going.close();
}, 60_000);
