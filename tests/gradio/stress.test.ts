import { setTimeout as wait } from "node:timers/promises";
import { Client } from "@gradio/client";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openSlowLine } from "./ask-raw";
import { openGradio } from "./open-gradio";

let opened = 0;
let app: Awaited<ReturnType<typeof openGradio>>;
beforeAll(async () => {
  // When a client closes its stream it writes that down as an error.
  vi.spyOn(console, "error").mockImplementation(() => {});
  app = await openGradio({ EMBEDDED_MODEL: "off" }, (deps) => ({
    ...deps,
    gradio: {
      ...deps.gradio,
      streams: {
        ...deps.gradio.streams,
        enter(client) {
          opened += 1;
          return deps.gradio.streams.enter(client);
        },
      },
    },
  }));
}, 60_000);
afterAll(async () => {
  await app.close();
  vi.restoreAllMocks();
});

const TEXT = "Ether jumps 8% as spot funds take in record inflows";
/** A call that takes longer than this hangs. */
const HANGS_MS = 20_000;

async function call(client: Client): Promise<void> {
  const answer = client.predict("/sentiment_quick", { text: TEXT, explain: false });
  const first = await Promise.race([answer, wait(HANGS_MS, null, { ref: false })]);
  if (first === null) throw new Error("a call hangs");
  expect(first.data).toEqual([expect.objectContaining({ success: true, label: "bullish" })]);
}

it.each([
  [1, 3_000, 50],
  [10, 3_000, 50],
])(
  "%i client(s), %i calls, %i at a time: none hangs, none fails",
  async (many, calls, atOnce) => {
    const clients = await Promise.all(Array.from({ length: many }, () => Client.connect(app.url)));
    let left = calls;
    const started = performance.now();
    await Promise.all(
      Array.from({ length: atOnce }, async (_, at) => {
        for (; left > 0; left -= 1) await call(clients[at % many] as Client);
      }),
    );
    const seconds = (performance.now() - started) / 1_000;
    console.info(
      `${many} client(s): ${calls} calls in ${seconds.toFixed(1)} s, ${Math.round(calls / seconds)} a second`,
    );
    for (const client of clients) client.close();
  },
  300_000,
);

it("one call after another: the stream stays open, so that none pays for opening it", async () => {
  const client = await Client.connect(app.url);
  await call(client);
  const times: number[] = [];
  const before = opened;
  for (let at = 0; at < 200; at += 1) {
    const started = performance.now();
    await call(client);
    times.push(performance.now() - started);
  }
  const median = times.toSorted((a, b) => a - b)[100] ?? Number.NaN;
  console.info(
    `one after another: ${median.toFixed(1)} ms; the stream was opened anew ${opened - before} times in 200 calls`,
  );
  // On a busy machine a pause may be longer than a stream is held.
  expect(opened - before).toBeLessThan(20);
  client.close();
}, 60_000);

it.each([
  ["by a quick line", () => 0],
  ["by a line on which each connection is late by its own", () => Math.random() * 120],
])(
  "calls that come just when their stream ends, %s: none hangs",
  async (_, lateMs) => {
    const line = await openSlowLine(app.url, lateMs);
    let calls = 0;
    const longest = { ms: 0 };
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const client = await Client.connect(line.url);
        await call(client);
        for (let at = 0; at < 12; at += 1) {
          const started = performance.now();
          await call(client);
          longest.ms = Math.max(longest.ms, performance.now() - started);
          calls += 1;
          // Around the quarter of a second after which a stream without calls is closed.
          await wait(200 + Math.random() * 150);
        }
        client.close();
      }),
    );
    console.info(`${calls} calls just when their stream ends: 0 hang, the longest took ${Math.round(longest.ms)} ms`);
    await line.close();
  },
  300_000,
);
