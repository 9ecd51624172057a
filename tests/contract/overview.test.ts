import { afterAll, describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { type Frame, frameSchema, overview, overviewSchema } from "../../lib/contracts/functions/overview";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { handle } from "../../lib/server/handle";
import { eventsOf } from "../fakes/events-of";
import { openMoodApi } from "./open-mood-api";

const api = openMoodApi();
afterAll(() => api.deps().close());

const ask = (query: string, init: RequestInit = {}): Promise<Response> =>
  handle(new Request(`http://localhost${overview.path}${query}`, init), functions, api.deps());
const readSome = () => api.post(sentiment.path, { text: "Bitcoin soars to a record high" });

/** Events as they come, until the stream ends; `until` closes it when it has seen enough. */
async function watch(until: (frames: readonly Frame[]) => boolean, query = "?stream=1"): Promise<readonly Frame[]> {
  const leaving = new AbortController();
  const response = await ask(query, { signal: leaving.signal });
  const frames: Frame[] = [];
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = (await reader?.read()) ?? { value: "", done: true };
    if (done) break;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, event, data = ""] = /^event: (\w+)\ndata: (.+)$/.exec(block) ?? [];
      if (event === "frame") frames.push(frameSchema.parse(JSON.parse(data)));
    }
    if (until(frames)) break;
  }
  await reader?.cancel();
  leaving.abort();
  return frames;
}

const callsIn = ({ stats }: Pick<Frame, "stats">): number =>
  stats?.functions.find(({ name }) => name === "sentiment")?.calls ?? 0;

describe("overview", () => {
  it("is one answer, and as a stream begins with the same", async () => {
    const plain = overview.output.parse(await (await ask("")).json());
    const [first] = await watch((frames) => frames.length > 0);
    expect(overviewSchema.safeParse(first).error?.issues).toBeUndefined();
    expect(first?.models?.map(({ key }) => key)).toEqual(plain.models.map(({ key }) => key));
    expect(first?.sources?.map(({ key }) => key)).toEqual(plain.sources.map(({ key }) => key));
  });

  it("tells what was counted within some seconds, and the slots in which it was", async () => {
    const before = callsIn(overview.output.parse(await (await ask("")).json()));
    const watching = watch((frames) => frames.slice(1).some((frame) => callsIn(frame) >= before + 3));
    for (let time = 0; time < 3; time += 1) await readSome();
    const frames = await watching;
    const last = frames.at(-1);
    expect(callsIn(last ?? {})).toBe(before + 3);
    expect(last?.series?.slots.length).toBeGreaterThan(0);
    expect(last?.series?.slots.length).toBeLessThanOrEqual(3);
  });

  it("does not repeat what stays as it is", async () => {
    const frames = await watch((seen) => seen.filter(({ stats }) => stats).length >= 4);
    const later = frames.slice(2);
    expect(later.filter(({ sources, health }) => sources ?? health)).toEqual([]);
  });

  it("refuses a window that is none, and a body of another kind", async () => {
    expect((await ask("?window=1y")).status).toBe(422);
    expect((await ask("?windw=15m")).status).toBe(422);
  });

  it("takes two hundred that watch, twenty of one client, and tells the next to come back", async () => {
    const leaving = new AbortController();
    const watchAs = (client: number): Promise<Response> =>
      ask("?stream=1", { signal: leaving.signal, headers: { "x-barometer-peer": `10.0.0.${client}` } });
    const failedBefore = api.deps().own().counts["call/overview/unavailable"] ?? 0;
    const all = await Promise.all(Array.from({ length: 200 }, (_, index) => watchAs(Math.floor(index / 20))));
    expect(api.deps().overview.live.watchers()).toBe(200);
    for (const client of [0, 99]) {
      const [refused] = await eventsOf(await watchAs(client));
      expect(refused).toMatchObject({ event: "error", data: { code: "rate_limited", status: 429 } });
    }
    // Whoever is turned away there is no failure of the server.
    expect(api.deps().own().counts["call/overview/unavailable"] ?? 0).toBe(failedBefore);
    expect(overview.output.safeParse(await (await ask("")).json()).success).toBe(true);
    leaving.abort();
    await expect.poll(() => api.deps().overview.live.watchers()).toBe(0);
    const again = await watch((frames) => frames.length > 0);
    expect(again).toHaveLength(1);
    await Promise.all(all.map((response) => response.body?.cancel().catch(() => {})));
    await expect.poll(() => api.deps().overview.live.watchers()).toBe(0);
  });

  it("lets go of who does not read, and says goodbye when the server ends", async () => {
    const slow = await ask("?stream=1");
    await expect.poll(() => api.deps().overview.live.watchers()).toBe(1);
    const incident = { at: new Date().toISOString(), kind: "store", key: "x", name: "x" } as const;
    for (let time = 0; time < 300; time += 1) {
      api.deps().overview.log.add([
        {
          ...incident,
          from: null,
          to: "ready",
          severity: "info",
          code: null,
          detail: "",
          lasted_s: null,
          server: "0000abcd",
        },
      ]);
    }
    await expect.poll(() => api.deps().overview.live.watchers()).toBe(0);
    expect(await slow.text()).not.toContain("event: error");

    const response = await ask("?stream=1");
    const reading = eventsOf(response);
    await expect.poll(() => api.deps().overview.live.watchers()).toBe(1);
    api.deps().overview.live.close();
    expect((await reading).at(-1)).toMatchObject({ event: "done" });
  });
});
