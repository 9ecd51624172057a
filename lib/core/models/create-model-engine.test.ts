import { describe, expect, it } from "vitest";
import { createFakeClassifier, type FakeClassifierOptions } from "@/tests/fakes/fake-classifier";
import { fakeClock } from "@/tests/fakes/fake-clock";
import { memoryReadingCache } from "@/tests/fakes/memory-reading-cache";
import { failed } from "../failure";
import type { ClassifyRequest, ReadRequest } from "../ports";
import { createHostPolicy } from "../resilience/create-host-policy";
import { policySettings } from "../resilience/policy-settings";
import { catalogue } from "./catalogue";
import { createModelEngine } from "./create-model-engine";
import { createModelState } from "./create-model-state";
import type { ModelSpec } from "./model-spec";

const HOUR_MS = 3_600_000;

function make(more: Partial<ModelSpec> = {}) {
  const finbert = catalogue.find(({ key }) => key === "financial_sentiment");
  if (!finbert) throw new Error("no finbert");
  const spec = { ...finbert, ...more };
  const clock = fakeClock();
  const requests: ClassifyRequest[] = [];
  /** What the model says from now on; undefined leaves it to the reader. */
  const said: { answer: FakeClassifierOptions["answer"] } = { answer: undefined };
  const classifier = createFakeClassifier({ calls: requests, answer: (request) => said.answer?.(request) });
  const state = createModelState(spec, clock);
  const looks: string[] = [];
  const naps: { readonly ms: number; readonly wake: () => void }[] = [];
  const policy = createHostPolicy({
    settings: policySettings,
    clock,
    budget: { take: () => null, book: () => {} },
    random: () => 0,
  });
  const engine = createModelEngine({
    spec,
    engine: "hf_inference_api",
    classifier,
    policy,
    book: () => {},
    state,
    cache: memoryReadingCache({ wall: clock.wall }),
    clock,
    digest: (text) => text,
    sleep: (ms) => new Promise((wake) => naps.push({ ms, wake })),
    deadlineMs: () => 2_500,
    report: () => {},
    looked: (hit) => looks.push(hit),
  });
  const read = (texts: readonly string[], more: Partial<ReadRequest> = {}) =>
    engine.read({
      texts,
      category: "financial",
      explain: false,
      useCache: true,
      signal: new AbortController().signal,
      ...more,
    });
  /** What was sent, less the golden sentences. */
  const golden = spec.golden.map(({ text }) => text);
  const calls = () => requests.map(({ texts }) => texts);
  const sent = () => calls().map((texts) => texts.filter((text) => !golden.includes(text)));
  return { clock, calls, said, state, looks, naps, read, sent, policy, golden, engine };
}

describe("createModelEngine", () => {
  it("sends golden sentences along until they were read right, then no more", async () => {
    const { calls, read, golden, state } = make();
    await read(["Stocks soar"]);
    expect(state.look().kind).toBe("ready");
    await read(["Shares crash"]);
    expect(calls()).toEqual([[...golden, "Stocks soar"], ["Shares crash"]]);
  });

  it("asks once for what it knows, in any spelling of the same text", async () => {
    const { calls, read, looks } = make();
    await read(["Café  stocks soar"]);
    const again = await read([" Cafe\u0301 stocks\nsoar "]);
    expect(calls()).toHaveLength(1);
    expect(again.ok && again.value[0]?.cachedAgeS).toBe(0);
    expect(looks).toEqual(["miss", "fresh"]);
  });

  it("asks anew with use_cache false, and keeps what comes", async () => {
    const { calls, read, looks } = make();
    await read(["Stocks soar"]);
    const anew = await read(["Stocks soar"], { useCache: false });
    expect(anew.ok && anew.value[0]?.cachedAgeS).toBeUndefined();
    expect(calls()).toHaveLength(2);
    await read(["Stocks soar"]);
    expect(calls()).toHaveLength(2);
    expect(looks).toEqual(["miss", "fresh"]);
  });

  it("answers with what is stale at once, and asks anew behind it", async () => {
    const { calls, said, clock, read, looks } = make();
    await read(["Stocks soar"]);
    clock.pass(2 * HOUR_MS);
    said.answer = () => new Promise(() => {});
    const stale = await read(["Stocks soar"]);
    expect(stale.ok && stale.value[0]?.cachedAgeS).toBe(7_200);
    await expect.poll(() => calls().length).toBe(2);
    expect(looks).toEqual(["miss", "stale"]);
  });

  it("takes what came behind it for the next one", async () => {
    const { calls, clock, read } = make();
    await read(["Stocks soar"]);
    clock.pass(2 * HOUR_MS);
    await read(["Stocks soar"]);
    const age = async () => {
      const kept = await read(["Stocks soar"]);
      return kept.ok ? kept.value[0]?.cachedAgeS : null;
    };
    await expect.poll(age).toBe(0);
    expect(calls().length).toBeLessThanOrEqual(3);
  });

  it("goes on with what is stale while the other side is out, and throws nothing", async () => {
    const { said, clock, read } = make();
    await read(["Stocks soar"]);
    clock.pass(2 * HOUR_MS);
    const faults = [
      () => failed("unreachable"),
      () => {
        throw new Error("a defect");
      },
    ];
    for (const fault of faults) {
      said.answer = fault;
      for (let call = 0; call < 10; call += 1) expect((await read(["Stocks soar"])).ok).toBe(true);
    }
  });

  it("recalls what it has in store, asks nobody for it, and nothing where the cache is not wanted", async () => {
    const { calls, clock, read, looks, engine } = make();
    const first = await read(["Stocks soar"]);
    clock.pass(2 * HOUR_MS);
    const request = { texts: ["Shares crash", "Stocks  soar"], category: "financial", explain: false } as const;
    const { signal } = new AbortController();
    const [crash, soar] = (await engine.recall?.({ ...request, useCache: true, signal })) ?? [];
    expect(crash).toBeUndefined();
    expect(soar).toMatchObject({ cachedAgeS: 7_200, scores: first.ok ? first.value[0]?.scores : {} });
    expect(await engine.recall?.({ ...request, useCache: false, signal })).toEqual([undefined, undefined]);
    expect(calls()).toHaveLength(1);
    expect(looks).toEqual(["miss"]);
  });

  it("pays no heed to a wall clock that is set back a day", async () => {
    const { clock, read } = make();
    await read(["Stocks soar"]);
    clock.setOff(-24 * HOUR_MS);
    const kept = await read(["Stocks soar"]);
    expect(kept.ok && kept.value[0]?.cachedAgeS).toBe(0);
  });

  it("sends equal texts of one request once", async () => {
    const { read, sent } = make();
    const readings = await read(["Stocks soar", "Shares crash", "Stocks  soar", "Stocks soar"]);
    expect(sent()).toEqual([["Stocks soar", "Shares crash"]]);
    expect(readings.ok && readings.value.map(({ scores }) => scores.bullish > 0.5)).toEqual([true, false, true, true]);
  });

  it("sends at most 32 texts a call, and keeps their order", async () => {
    const { calls, read } = make();
    const texts = Array.from(
      { length: 100 },
      (_, index) => `${index % 3 === 0 ? "Stocks soar" : "Shares crash"} ${index}`,
    );
    const readings = await read(texts);
    expect(calls().map((call) => call.length)).toEqual([32, 32, 32, 7]);
    expect(readings.ok && readings.value.map(({ scores }) => scores.bullish > 0.5)).toEqual(
      texts.map((text) => text.startsWith("Stocks")),
    );
  });

  it("splits a long text and says in how many parts it was read", async () => {
    const { read, sent } = make();
    const readings = await read(["Stocks soar after the vote. ".repeat(500), "Shares crash"]);
    const [long, short] = readings.ok ? readings.value : [];
    expect(long?.chunks).toBeGreaterThan(5);
    expect(short?.chunks).toBe(1);
    expect(sent().flat()).toHaveLength((long?.chunks ?? 0) + 1);
    const alone = await read(["Stocks soar after the vote."]);
    expect(long?.scores.bullish).toBeCloseTo(alone.ok ? (alone.value[0]?.scores.bullish ?? 0) : 0, 2);
  });

  it("reads the beginning of a text that no call can hold, and says so, from the cache too", async () => {
    const { read, sent } = make({ maxTokens: 128 });
    const long = `${"Stocks soar after the vote. ".repeat(500)}${"Shares crash. ".repeat(400)}`;
    for (const cachedAgeS of [undefined, 0]) {
      const readings = await read([long, "Shares crash"]);
      const [first, second] = readings.ok ? readings.value : [];
      expect(first).toMatchObject({ chunks: 32, truncated: true });
      expect([second?.chunks, second?.truncated]).toEqual([1, undefined]);
      expect(first?.cachedAgeS).toBe(cachedAgeS);
    }
    expect(sent().flat()).toHaveLength(33);
  });

  it("warms a loading model behind everyone's back, and asks it for nobody meanwhile", async () => {
    const { calls, said, read, naps, state } = make();
    said.answer = () => failed("loading", { retryAfterS: 300 });
    expect(await read(["Stocks soar"])).toMatchObject({ error: { code: "loading" } });
    for (let call = 0; call < 20; call += 1) expect(await read(["Shares crash"])).toMatchObject({ ok: false });
    expect(calls()).toHaveLength(1);
    expect(naps.map(({ ms }) => ms)).toEqual([15_000]);
    said.answer = undefined;
    naps[0]?.wake();
    await expect.poll(() => state.look().kind).toBe("ready");
    expect((await read(["Stocks soar"])).ok).toBe(true);
  });

  it("is not trusted when it reads golden sentences wrong, and is not asked again", async () => {
    const { calls, said, read } = make();
    said.answer = (request) => createFakeClassifier().classify({ ...request, texts: request.texts.map(() => "flat") });
    expect(await read(["Stocks soar"])).toMatchObject({ error: { code: "golden_failed" } });
    expect(await read(["Stocks soar"])).toMatchObject({ error: { code: "golden_failed" } });
    expect(calls()).toHaveLength(1);
  });

  it("counts no client that goes away against the model", async () => {
    const { said, read, policy } = make();
    said.answer = () => new Promise(() => {});
    for (let call = 0; call < 30; call += 1) {
      const caller = new AbortController();
      const asked = read([`Stocks soar ${call}`], { signal: caller.signal });
      setTimeout(() => caller.abort(), 1);
      expect(await asked).toMatchObject({ error: { code: "cancelled" } });
    }
    expect(policy.lookAtModel("financial_sentiment").state).toBe("closed");
  });
});
