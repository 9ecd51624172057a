import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { fail } from "../../lib/core/errors";
import type { CallTeller, Ending } from "../../lib/core/gradio/call-teller";
import { type PreparedCall, prepareCall } from "../../lib/server/prepare-call";
import { runEvent } from "../../lib/server/surfaces/gradio/run-event";
import { openFrames, postJson } from "./ask-raw";
import { openGradio } from "./open-gradio";

let app: Awaited<ReturnType<typeof openGradio>>;
beforeAll(async () => {
  app = await openGradio({ EMBEDDED_MODEL: "off" });
}, 60_000);
afterAll(() => app.close());

/** A call that, once stopped, goes on telling until it is let land. */
function begin(eventId: string, session: string | null, apiName = "sentiment_bulk_stream") {
  const { deps } = app;
  const endpoint = deps.gradio.endpoints.find((each) => each.apiName === apiName);
  if (endpoint === undefined) throw new Error("no such endpoint");
  const told: string[] = [];
  const endings: Ending[] = [];
  const teller: CallTeller = {
    moved() {},
    starts: () => void told.push("starts"),
    progress: () => void told.push("progress"),
    generating: () => void told.push("generating"),
    ended: (ending) => void endings.push(ending),
  };
  let land = (): void => {};
  let emit: Parameters<PreparedCall>[0]["emit"];
  const run: PreparedCall = (call, works) => {
    works?.(
      new Promise<void>((done) => {
        land = done;
      }),
    );
    emit = call.emit;
    return new Promise((answer) => {
      call.signal.addEventListener("abort", () => answer(fail("cancelled", "The request was cancelled.")));
    });
  };
  const step = (at: number) => emit?.({ event: "progress", data: { done: at, total: 10 } });
  deps.trace.serve(new Headers(), "POST", async (span) => {
    const seen = { id: eventId, span, name: null, rate: null, goesOn: false };
    const taken = { endpoint, run, client: eventId, bytes: 1 };
    runEvent({ taken, eventId, session, teller, route: "/test", seen, deps });
    return new Response();
  });
  const event = deps.gradio.events.get(eventId);
  return { told, endings, step, event, land: () => land() };
}

describe("a call that was stopped", () => {
  it("tells nothing after its end, and keeps its place until its work has landed", async () => {
    const { queue } = app.deps.gradio;
    const call = begin("stopped", "s");
    call.step(1);
    expect(call.told).toEqual(expect.arrayContaining(["starts", "progress"]));
    call.event?.cancel();
    await expect.poll(() => call.endings.length).toBe(1);
    const before = call.told.length;
    call.step(2);
    expect(call.told).toHaveLength(before);
    await wait(20);
    expect(queue.running()).toBe(1);
    call.land();
    await expect.poll(() => queue.running()).toBe(0);
  });

  it("ends well where its client cancelled, and with an error where the server broke off", async () => {
    const calls = {
      cancelled: begin("a", "s"),
      "cancelled before a value, by its own address": begin("b", null),
      "broken off": begin("c", "s"),
    };
    for (const [how, call] of Object.entries(calls)) {
      if (how === "broken off") call.event?.breakOff();
      else call.event?.cancel();
    }
    await expect.poll(() => Object.values(calls).flatMap(({ endings }) => endings).length).toBe(3);
    const [cancelled, plain, broken] = Object.values(calls).map(({ endings }) => endings[0]);
    expect(cancelled).toEqual({ value: null });
    expect(plain).toMatchObject({ failure: { code: "cancelled" } });
    expect(broken).toMatchObject({ failure: { code: "cancelled", error: expect.stringContaining("Nobody listened") } });
    for (const { land } of Object.values(calls)) land();
    await expect.poll(() => app.deps.gradio.queue.running()).toBe(0);
  });

  it("of a function gives the end of the verb itself, apart from the answer", async () => {
    const contract = functions.find(({ name }) => name === "info");
    const prepared = contract && prepareCall(contract, {}, app.deps);
    const ends: Promise<unknown>[] = [];
    if (!prepared?.ok) throw new Error("info takes nothing");
    const { signal } = new AbortController();
    await prepared.value({ requestId: "x", client: "x", signal }, (end) => void ends.push(end));
    expect(ends).toHaveLength(1);
  });
});

it("a call that is refused leaves no session", async () => {
  const { gradio } = app.deps;
  const before = gradio.sessions.size();
  // Calls of this client fill its waiting places behind those that do not end by themselves.
  const ends: (() => void)[] = [];
  const run = () => new Promise<void>((end) => void ends.push(end));
  const held = { kind: "sentiment_bulk", client: "unknown", bytes: 1, run, moved: () => {} };
  let joined = gradio.queue.join(held);
  const waiting = [];
  while (!joined.full) {
    const call = { ...held };
    waiting.push(call);
    joined = gradio.queue.join(call);
  }
  const data = { data: [["Bridge drained"]], fn_index: app.indexOf("sentiment_bulk"), session_hash: "refused" };
  const reply = await postJson(`${app.url}/gradio_api/queue/join`, data);
  expect([reply.status, gradio.sessions.find("refused"), gradio.sessions.size()]).toEqual([503, undefined, before]);
  for (const call of waiting) gradio.queue.leave(call);
  for (const end of ends) end();
  await expect.poll(() => gradio.queue.running()).toBe(0);
});

it("a line that broke for long ends its call with an error, by session and by address", async () => {
  const api = (path: string) => `${app.url}/gradio_api/${path}`;
  await postJson(api("queue/join"), { data: [], fn_index: app.indexOf("overview_stream"), session_hash: "broke" });
  const first = await openFrames(app.url, "broke");
  await first.until(({ msg }) => msg === "process_generating");
  const { event_id: id } = await (await postJson(api("call/overview_stream"), { data: [] })).json();
  const leave = new AbortController();
  const shelved = await fetch(api(`call/overview_stream/${id}`), { signal: leave.signal });
  await shelved.body?.getReader().read();
  first.leave();
  leave.abort();
  await expect.poll(() => app.deps.gradio.events.size, { timeout: 8_000 }).toBe(0);
  const again = await openFrames(app.url, "broke");
  const end = await again.until(({ msg }) => msg === "process_completed");
  expect(end).toMatchObject({ success: false, code: "cancelled", output: { code: "cancelled" } });
  again.leave();
  const raw = await (await fetch(api(`call/overview_stream/${id}`))).text();
  expect(raw).toMatch(/^event: error\ndata: \{.*"code":"cancelled"/);
}, 30_000);
