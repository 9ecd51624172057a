import { Client } from "@gradio/client";
import { Client as OldClient } from "gradio-client-1";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { postJson } from "./ask-raw";
import { openGradio } from "./open-gradio";

let app: Awaited<ReturnType<typeof openGradio>>;
const clients: Client[] = [];
const open = async (events?: ("data" | "status" | "log")[]): Promise<Client> => {
  const client = await Client.connect(app.url, events ? { events } : undefined);
  clients.push(client);
  return client;
};
beforeAll(async () => {
  // When a client closes its stream it writes that down as an error.
  vi.spyOn(console, "error").mockImplementation(() => {});
  app = await openGradio();
}, 60_000);
afterAll(async () => {
  for (const client of clients) client.close();
  await app.close();
  vi.restoreAllMocks();
});

const TEXT = "Ether jumps 8% as spot funds take in record inflows";
const texts = (many: number) => Array.from({ length: many }, (_, at) => `Story ${at}: ${TEXT}`);
const bullish = [expect.objectContaining({ success: true, label: "bullish" })];

interface Seen {
  readonly type: string;
  readonly stage?: string;
  readonly progress_data?: readonly { readonly index: number; readonly length: number }[];
  readonly position?: number;
  readonly data?: readonly unknown[];
  readonly original_msg?: string;
  readonly message?: string;
  readonly title?: string;
  readonly code?: string;
}

/** What the client hands out is changed in place by what comes next, so it is copied; its type is a union that hides most fields. */
const seenOf = (event: object): Seen => structuredClone(event) as Seen;

/** All that a call tells. */
async function all(job: ReturnType<Client["submit"]>): Promise<Seen[]> {
  const seen: Seen[] = [];
  for await (const event of job) seen.push(seenOf(event));
  return seen;
}

describe("the client of today", () => {
  it("connects, views the API and predicts, by place and by name", async () => {
    const client = await open();
    const api = await client.view_api();
    expect(Object.keys(api.named_endpoints)).toContain("/sentiment");
    const byPlace = await client.predict("/sentiment", [TEXT]);
    expect(byPlace.data).toEqual(bullish);
    const byName = await client.predict("/sentiment", { text: TEXT, explain: false });
    expect(byName.data).toEqual([expect.objectContaining({ success: true, label: "bullish", reasons: [] })]);
  });

  it("submits, and hears how far it is", async () => {
    const client = await open(["data", "status"]);
    const seen = await all(client.submit("/sentiment_bulk", { texts: texts(120) }));
    const progress = seen.flatMap(({ progress_data }) => progress_data ?? []);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toMatchObject({ index: 120, length: 120, unit: "texts" });
    expect(seen.some(({ original_msg }) => original_msg === "process_starts")).toBe(true);
    expect(seen.at(-1)).toMatchObject({ type: "status", stage: "complete" });
    const data = seen.filter(({ type }) => type === "data");
    expect(data).toHaveLength(1);
    expect(data[0]?.data?.[0]).toMatchObject({ success: true, summary: { total: 120 } });
  });

  it("gets answers that grow, and puts the steps together to the same as the whole", async () => {
    const client = await open(["data", "status"]);
    const seen = await all(client.submit("/sentiment_bulk_stream", { texts: texts(150) }));
    const answers = seen.flatMap(({ type, data }) => (type === "data" ? [data?.[0] as { results: unknown[] }] : []));
    const sizes = answers.map(({ results }) => results.length);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
    const end = answers.at(-1);
    expect(end?.results).toHaveLength(150);
    // The last step before the end holds the same results as the end.
    expect(answers.at(-2)?.results).toEqual(end?.results.slice(0, sizes.at(-2)));
  });

  it("hears a first verdict where a better one may follow", async () => {
    const client = await open(["data", "status"]);
    const seen = await all(client.submit("/sentiment_stream", { text: TEXT }));
    const answers = seen.filter(({ type }) => type === "data");
    expect(answers.length).toBeGreaterThanOrEqual(1);
    expect(answers.at(-1)?.data).toEqual(bullish);
  });

  it("starts a job and watches it to its end", async () => {
    const client = await open(["data", "status"]);
    const made = await client.predict("/job_create", { texts: texts(300) });
    const [{ id }] = made.data as [{ id: string }];
    const seen = await all(client.submit("/job_events", { id }));
    const states = seen.flatMap(({ type, data }) => (type === "data" ? [data?.[0] as { state: string }] : []));
    expect(states.at(-1)).toMatchObject({ id, state: "done", done: 300 });
    const progress = seen.flatMap(({ progress_data }) => progress_data ?? []);
    expect(progress.at(-1)).toMatchObject({ index: 300, length: 300, unit: "texts" });
  });

  it("cancels what goes on for long, and keeps what it heard; the next call works", async () => {
    const client = await open(["data", "status"]);
    const job = client.submit("/overview_stream", {});
    const seen: Seen[] = [];
    for await (const event of job) {
      seen.push(seenOf(event));
      if (event.type === "data" && seen.filter(({ type }) => type === "data").length === 1) await job.cancel();
    }
    expect(seen.at(-1)).toMatchObject({ stage: "complete" });
    expect(seen.findLast(({ type }) => type === "data")?.data?.[0]).toMatchObject({ success: true, models: {} });
    expect((await client.predict("/sentiment_quick", { text: TEXT })).data).toEqual(bullish);
  });

  it("gets errors as errors, with their title, code and words", async () => {
    const client = await open();
    const unknown = client.predict("/job_status", { id: "a".repeat(22) });
    await expect(unknown).rejects.toMatchObject({
      message: expect.stringMatching(/job/i),
      title: "No such address",
      code: "not_found",
    });
    await expect(client.predict("/sentiment", { text: 7 })).rejects.toThrow(/text must be of type string/);
    await expect(client.predict("/nothing", [])).rejects.toThrow(/No endpoint matching/);
    await expect(client.predict("/sentiment", [])).rejects.toThrow();
    expect((await client.predict("/sentiment_quick", { text: TEXT })).data).toEqual(bullish);
  });

  it("waits in the queue, hears its place, and is answered", async () => {
    let go = (): void => {};
    const gate = new Promise<void>((open) => {
      go = open;
    });
    const held = await openGradio({}, (deps) => {
      const { join } = deps.gradio.queue;
      const behindGate: typeof join = (call) => join({ ...call, run: () => gate.then(() => call.run()) });
      return { ...deps, gradio: { ...deps.gradio, queue: { ...deps.gradio.queue, join: behindGate } } };
    });
    const client = await Client.connect(held.url, { events: ["data", "status"] });
    // Four run at a time, of one client three.
    const places: number[] = [];
    const ends = await Promise.all(
      Array.from({ length: 8 }, async () => {
        let last: Seen = { type: "none" };
        for await (const event of client.submit("/sentiment_bulk", { texts: texts(3) })) {
          last = seenOf(event);
          if (last.position !== undefined && !last.original_msg) places.push(last.position);
          if (new Set(places).size === 5) go();
        }
        return last;
      }),
    );
    for (const end of ends) expect(end).toMatchObject({ stage: "complete" });
    expect([...new Set(places)].sort()).toEqual([0, 1, 2, 3, 4]);
    client.close();
    await held.close();
  }, 60_000);

  it("calls twelve at once", async () => {
    const client = await open();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, at) => client.predict("/sentiment", { text: `${TEXT} ${at}` })),
    );
    for (const { data } of answers) expect(data).toEqual(bullish);
  });

  it("comes back, and knows whether the server is the same", async () => {
    const client = await open();
    expect(await client.reconnect()).toBe("connected");
    if (client.config) client.config.app_id = "1";
    expect(await client.reconnect()).toBe("changed");
  });

  it("hears that the server is busy where the queue is full", async () => {
    const { gradio } = app.deps;
    const full = await openGradio({}, (deps) => ({
      ...deps,
      gradio: { ...gradio, queue: { ...gradio.queue, join: () => ({ full: true, waiting: 7, own: false }) } },
    }));
    const client = await Client.connect(full.url, { events: ["data", "status"] });
    await expect(client.predict("/sentiment", [TEXT])).rejects.toThrow(/busy/);
    const raw = await postJson(`${full.url}/gradio_api/call/sentiment`, { data: [TEXT] });
    expect([raw.status, raw.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await raw.json()).detail).toBe(
      "The queue is full: 7 calls wait; this one would be number 8. Ask again in a moment.",
    );
    client.close();
    await full.close();
  }, 60_000);

  it("a client whose server forgot its session hears of it, and its next call works", async () => {
    const client = await open();
    const before = app.deps.gradio.events.size;
    const slow = client.predict("/overview_stream", {});
    await expect.poll(() => app.deps.gradio.events.size).toBeGreaterThan(before);
    await expect.poll(() => app.deps.gradio.streams.open()).toBeGreaterThan(0);
    app.deps.gradio.sessions.close("This session has been forgotten; call again.");
    await expect(slow).rejects.toThrow(/forgotten/);
    expect((await client.predict("/sentiment_quick", { text: TEXT })).data).toEqual(bullish);
  });
});

describe("the client before", () => {
  // Its loop over a submission never ends, also where real Gradio answers; so it is called and not listened to.
  it("connects, views the API and predicts", async () => {
    const client = await OldClient.connect(app.url);
    const api = await client.view_api();
    expect(Object.keys(api.named_endpoints)).toContain("/sentiment");
    expect((await client.predict("/sentiment", [TEXT])).data).toEqual(bullish);
    expect((await client.predict("/sentiment", { text: TEXT })).data).toEqual(bullish);
    await expect(client.predict("/sentiment", { text: 7 })).rejects.toBeDefined();
    client.close();
  });
});
