import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { residentMb } from "../scripts/lib/resident-mb.mjs";
import { closedLoop, headline, newAgent, openLoop, percentile, send, times } from "./load";
import { type Server, startServer } from "./server";

// How the server bears more than it can do. These run alone: beside other tests they would time those.
test.describe.configure({ mode: "serial" });

const FULL = process.env.FULL_LOAD === "1";
const SENTIMENT = "/api/ai/sentiment";
const FREE = { RATE_LIMIT_PER_MINUTE: "1000000" };

const loadOf = async (server: Server) => {
  const answer = await fetch(`${server.url}/api/ai/stats`);
  return ((await answer.json()) as { load: Record<string, number> }).load;
};

// Stimulus 11.
test("1,000 calls at once: none fails, at most 5 % are shed, the others are answered in time", async () => {
  const server = await startServer(FREE);
  const agent = newAgent();
  const ask = (index: number) => send(agent, server.url + SENTIMENT, { text: headline(index) });
  // The code is compiled and the connections are open before it counts.
  await closedLoop(64, 3_000, ask);
  let rss = residentMb(server.pid);
  const watch = setInterval(() => {
    rss = Math.max(rss, residentMb(server.pid));
  }, 20);
  const all = await Promise.all(Array.from({ length: 1_000 }, (_, index) => ask(1_000_000 + index)));
  clearInterval(watch);
  const load = await loadOf(server);
  const served = all.filter(({ status }) => status === 200);
  const shed = all.filter(({ status, retryAfter }) => status === 503 && retryAfter !== null);
  console.log(
    `stimulus 11: 1,000 at once, ${served.length} answered, ${shed.length} shed; answered ${times(served.map(({ ms }) => ms))}; ` +
      `resident at most ${rss.toFixed(0)} MB; loop delay p99 ${load.loop_delay_p99_ms} ms`,
  );
  agent.destroy();
  await server.stop();
  expect(served.length + shed.length).toBe(1_000);
  expect(shed.length).toBeLessThanOrEqual(50);
  expect(
    percentile(
      served.map(({ ms }) => ms),
      0.99,
    ),
  ).toBeLessThan(1_500);
  expect(rss).toBeLessThan(700);
  expect(load.loop_delay_p99_ms).toBeLessThan(100);
});

// Stimulus 12.
test("three times more than it can do: nearly as much is done as at its best, the rest is refused at once", async () => {
  test.setTimeout(180_000);
  const server = await startServer({ ...FREE, EMBEDDED_MODEL: "off" });
  const agent = newAgent();
  const ask = (index: number) => send(agent, server.url + SENTIMENT, { text: headline(index), explain: false });
  await closedLoop(64, 3_000, ask);
  const calm = await closedLoop(64, 5_000, ask);
  const peak = calm.filter(({ status }) => status === 200).length / 5;
  const seconds = FULL ? 60 : 10;
  const health: number[] = [];
  let over = false;
  const watchHealth = (async () => {
    const own = newAgent(1);
    while (!over) {
      const { ms, status } = await send(own, `${server.url}/api/ai/health`);
      expect(status).toBe(200);
      health.push(ms);
      await wait(100);
    }
    own.destroy();
  })();
  const all = await openLoop(peak * 3, seconds * 1000, ask);
  over = true;
  await watchHealth;
  const served = all.filter(({ status }) => status === 200);
  const shed = all.filter(({ status }) => status === 503);
  const goodput = served.length / seconds;
  console.log(
    `stimulus 12: peak ${peak.toFixed(0)} a second; ${(peak * 3).toFixed(0)} a second for ${seconds} s: ${goodput.toFixed(0)} a second answered ` +
      `(${((goodput / peak) * 100).toFixed(0)} %), ${shed.length} shed in ${times(shed.map(({ ms }) => ms))}; answered ${times(served.map(({ ms }) => ms))}; ` +
      `health ${times(health)}`,
  );
  agent.destroy();
  await server.stop();
  expect(served.length + shed.length).toBe(all.length);
});
