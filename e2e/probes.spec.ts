import { expect, test } from "@playwright/test";
import { crowding, slowness } from "./crowding";
import { type Server, startServer } from "./server";

const BOUND_MS = 1_000;

test("texts can be sent in less than a second from the start of the process", async () => {
  test.setTimeout(90_000);
  const times: { readonly aliveMs: number; readonly readyMs: number }[] = [];
  const best = (): number => Math.min(...times.map(({ readyMs }) => readyMs));
  const slower = slowness();
  // Other servers start beside this one and take both cores for a second.
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const server = await startServer();
    await server.stop();
    times.push(server);
    if (attempt >= 2 && best() < BOUND_MS * slower) break;
  }
  const bound = BOUND_MS * Math.max(crowding(), slower);
  const words = times.map(({ aliveMs, readyMs }) => `${readyMs.toFixed(0)} (alive ${aliveMs.toFixed(0)})`).join(", ");
  console.log(`ready after ${words} ms from the start of the process; bound ${bound.toFixed(0)} ms as things are`);
  expect(best()).toBeLessThan(bound);
});

test.describe("probes", () => {
  let server: Server;
  test.beforeAll(async () => {
    server = await startServer();
  });
  test.afterAll(() => server.stop());

  test("answer in plain text, with no body to HEAD, outside the rate limit and the figures", async () => {
    for (let time = 0; time < 20; time += 1) {
      for (const [path, line] of [
        ["/healthz", "ok\n"],
        ["/readyz", "ready\n"],
      ] as const) {
        const answer = await fetch(server.url + path);
        expect([answer.status, await answer.text(), answer.headers.get("ratelimit")]).toEqual([200, line, null]);
        expect(answer.headers.get("cache-control")).toBe("no-store");
        const head = await fetch(server.url + path, { method: "HEAD" });
        expect([head.status, await head.text()]).toEqual([200, ""]);
      }
    }
    expect((await fetch(`${server.url}/healthz`, { method: "POST" })).status).toBe(405);
    const stats = await (await fetch(`${server.url}/api/ai/stats`)).json();
    expect(stats.functions.find(({ name }: { readonly name: string }) => name === "other")).toBeUndefined();
  });
});
