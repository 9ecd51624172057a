import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { sentiment } from "../lib/contracts/functions/sentiment";
import { sentimentBulk } from "../lib/contracts/functions/sentiment-bulk";
import { verdictSchema } from "../lib/contracts/verdict";
import { connect, inParallel, LEAN, TRIVIAL, within } from "./gradio-client";
import { type Server, startServer } from "./server";

const TEXT = "Ether jumps 8% as spot funds take in record inflows";
const texts = (count: number): string[] => Array.from({ length: count }, (_, at) => `${TEXT}, says desk ${at}`);

let server: Server;
test.beforeAll(async () => {
  test.setTimeout(90_000);
  server = await startServer(LEAN);
});
test.afterAll(() => server.stop());

test("connects, views the API and predicts by place and by keyword", async () => {
  const client = await connect(server.url);
  const api = await client.view_api();
  const endpoint = api.named_endpoints[`/${sentiment.name}`];
  expect(endpoint?.parameters.map(({ parameter_name }) => parameter_name)).toContain("text");
  expect(endpoint?.returns).toHaveLength(1);
  for (const input of [[TEXT], { text: TEXT }]) {
    const { data } = await client.predict(`/${sentiment.name}`, input);
    expect(verdictSchema.parse(Array.isArray(data) && data[0])).toMatchObject({ label: "bullish" });
  }
  client.close();
});

test("says what is wrong: an unknown function, an unknown keyword, a wrong value with its field", async () => {
  const client = await connect(server.url);
  await expect(client.predict("/nothing", [])).rejects.toThrow(/nothing/);
  await expect(client.predict(`/${sentiment.name}`, { text: TEXT, txet: "a" })).rejects.toThrow(/txet/);
  await expect(client.predict(`/${sentiment.name}`, { text: TEXT, category: "odd" })).rejects.toThrow(
    /category must be one of/,
  );
  // And goes on.
  expect((await client.predict(TRIVIAL.path, TRIVIAL.input)).data).toHaveLength(1);
  client.close();
});

test("submits with progress: a bulk tells how far it is, then gives all results", async () => {
  const client = await connect(server.url);
  const all = texts(100);
  const states: string[] = [];
  let progressed = 0;
  let results = 0;
  for await (const event of client.submit(`/${sentimentBulk.name}`, { texts: all })) {
    if (event.type === "status") {
      states.push(event.stage);
      progressed += event.progress_data?.length ?? 0;
      if (event.stage === "complete" || event.stage === "error") break;
    }
    if (event.type === "data") results = sentimentBulk.output.parse(event.data[0]).results.length;
  }
  console.log(`bulk of 100: states ${[...new Set(states)].join(", ")}; ${progressed} messages of progress`);
  expect(states).toContain("pending");
  expect(states.at(-1)).toBe("complete");
  expect(progressed).toBeGreaterThan(0);
  expect(results).toBe(100);
  client.close();
});

test("streams: a first verdict, then the last, which is the plain one", async () => {
  const client = await connect(server.url);
  const seen: unknown[] = [];
  for await (const event of client.submit(`/${sentiment.name}_stream`, { text: TEXT })) {
    if (event.type === "data") seen.push(event.data[0]);
    if (event.type === "status" && event.stage === "complete") break;
  }
  const plain = await client.predict(`/${sentiment.name}`, { text: TEXT });
  expect(seen.length).toBeGreaterThan(0);
  const [was, is] = [seen.at(-1), Array.isArray(plain.data) && plain.data[0]].map((each) => verdictSchema.parse(each));
  expect(was?.scores).toEqual(is?.scores);
  client.close();
});

test("cancels, and calls again", async () => {
  const client = await connect(server.url);
  const call = client.submit(`/${sentimentBulk.name}_stream`, { texts: texts(1_000) });
  let ended = "";
  const reading = (async () => {
    for await (const event of call) {
      if (event.type === "status") ended = event.stage;
      if (event.type === "status" && (event.stage === "complete" || event.stage === "error")) break;
    }
  })();
  await call.wait_for_id();
  await call.cancel();
  await within(10_000, reading);
  expect(ended).not.toBe("");
  expect((await within(10_000, client.predict(TRIVIAL.path, TRIVIAL.input))).data).toHaveLength(1);
  client.close();
});

test("3,000 calls in a loop, 50 in parallel: none hangs, none fails", async () => {
  test.setTimeout(120_000);
  const client = await connect(server.url);
  let at = 0;
  const all = await inParallel(3_000, 50, 20_000, async () => {
    const text = `${TRIVIAL.input.text}, number ${at++}`;
    const { data } = await client.predict(TRIVIAL.path, { ...TRIVIAL.input, text });
    expect(data).toEqual([expect.objectContaining({ success: true, label: "bullish" })]);
  });
  console.log(
    `3,000 calls, 50 in parallel: ${all.perSecond.toFixed(0)} calls a second, the slowest ${Math.max(...all.ms).toFixed(0)} ms`,
  );
  client.close();
});

test("calls that come just when a stream is closed do not hang", async () => {
  test.setTimeout(120_000);
  const clients = await Promise.all(Array.from({ length: 40 }, () => connect(server.url)));
  // Around the time after which an idle stream ends, so that its end and the next call cross.
  const calls = clients.map(async (client, nth) => {
    for (let time = 0; time < 25; time += 1) {
      await within(20_000, client.predict(TRIVIAL.path, TRIVIAL.input));
      await wait(235 + ((nth * 25 + time) % 40));
    }
    client.close();
    return 25;
  });
  const made = (await Promise.all(calls)).reduce((sum, each) => sum + each, 0);
  console.log(`${made} calls, each when the stream before it ends: all answered`);
  expect(made).toBe(1_000);
});
