import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Scores } from "../../contracts/verdict";
import { checkNeural } from "../../services/check-neural";
import { ok } from "../errors";
import { failed, type Outcome } from "../failure";
import { createModelState } from "../models/create-model-state";
import type { Reading } from "../ports";
import { createNeuralEngine, type NeuralEngineOptions } from "./create-neural-engine";
import { embeddedSpec, embeddedThresholds } from "./embedded-spec";
import type { Classes, NeuralModel } from "./neural-model";

const order = ["neutral", "bullish", "bearish"];
const golden = [
  { text: "up", label: "bullish" },
  { text: "down", label: "bearish" },
  { text: "flat", label: "neutral" },
] as const;

/** Counts words: each "up" and "down" is worth two, in logits whose order is its own. */
function wordModel(msPerText = 0) {
  const calls: string[][] = [];
  const model: NeuralModel = {
    async classify(texts): Promise<Outcome<Classes>> {
      calls.push([...texts]);
      if (msPerText > 0) await new Promise((resolve) => setTimeout(resolve, msPerText * texts.length));
      const count = (text: string, word: string): number => text.split(word).length - 1;
      return ok({ labels: order, logits: texts.map((text) => [1, 2 * count(text, "up"), 2 * count(text, "down")]) });
    },
  };
  return { model, calls };
}

const even: Scores = { bullish: 1 / 3, neutral: 1 / 3, bearish: 1 / 3 };
const lexical = (more: Partial<Reading> = {}): Reading => ({
  scores: even,
  reasons: [],
  chunks: 1,
  understood: true,
  ...more,
});
const { signal } = new AbortController();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(more: Partial<NeuralEngineOptions> = {}) {
  const reported: string[] = [];
  const clock = { now: () => performance.now() };
  const { model, calls } = wordModel();
  const state = createModelState(embeddedSpec, clock);
  const engine = createNeuralEngine({
    spec: embeddedSpec,
    engine: "embedded_model",
    dtype: "q8",
    thresholds: embeddedThresholds,
    calibrated: true,
    state,
    open: async () => ok({ model, golden, mostWeak: 0, fusion: null }),
    patienceMs: 1_000,
    clock,
    report: (event, fields) => reported.push(`${event} ${String(fields.code)}`),
    readLexical: () => lexical(),
    ...more,
  });
  const read = async (texts: readonly string[], explain = false) => {
    const outcome = engine.read({ texts, category: "crypto", explain, useCache: false, signal });
    await vi.advanceTimersByTimeAsync(5_000);
    return outcome;
  };
  const health = () =>
    checkNeural(
      [
        {
          spec: embeddedSpec,
          engine,
          standing: () => state.look().kind,
          refusal: state.refusal,
          askedAt: () => 0,
          loaded: () => true,
          loading: () => null,
          release: () => null,
        },
      ],
      0,
    ).get(embeddedSpec.key)?.status;
  return { engine, calls, read, reported, state, health };
}

describe("an engine over a network", () => {
  it("is proved once, however many come at once, and reads labels by their names", async () => {
    const { engine, calls } = setUp();
    const asked = ["up up", "down down", "nothing"].map((text) =>
      engine.read({ texts: [text], category: "crypto", explain: false, useCache: false, signal }),
    );
    const readings = (await Promise.all(asked)).map((outcome) => (outcome.ok ? outcome.value[0]?.scores : null));
    expect(calls.filter((texts) => texts.includes("flat"))).toEqual([["up", "down", "flat"]]);
    expect(readings[0]?.bullish).toBeGreaterThan(0.9);
    expect(readings[1]?.bearish).toBeGreaterThan(0.9);
    expect(readings[2]?.neutral).toBeGreaterThan(0.5);
  });

  it("is refused for good when it reads golden sentences wrong", async () => {
    const open = vi.fn(async () =>
      ok({ model: wordModel().model, golden: [{ text: "up", label: "bearish" as const }], mostWeak: 0, fusion: null }),
    );
    const { read, reported, health } = setUp({ open });
    expect(await read(["up"])).toMatchObject({ ok: false, error: { code: "golden_failed" } });
    expect(await read(["up"])).toMatchObject({ ok: false, error: { code: "golden_failed" } });
    expect(open).toHaveBeenCalledTimes(1);
    expect(reported).toEqual(["model_refused golden_failed"]);
    expect(health()).toBe("fail");
  });

  it.each(["crashed", "timed_out", "unreachable", "internal"] as const)(
    "%s while it is opened: rests a minute, is told as failed, and comes back",
    async (code) => {
      let works = false;
      const { model } = wordModel();
      const open = vi.fn(async () => (works ? ok({ model, golden, mostWeak: 0, fusion: null }) : failed(code)));
      const { read, health } = setUp({ open });
      expect(await read(["up"])).toMatchObject({ error: { code } });
      expect(await read(["up"])).toMatchObject({ error: { code, retryAfterS: expect.any(Number) } });
      expect(open).toHaveBeenCalledTimes(1);
      expect(health()).toBe("fail");
      works = true;
      await vi.advanceTimersByTimeAsync(60_000);
      expect((await read(["up"])).ok).toBe(true);
      expect(health()).toBe("pass");
    },
  );

  it("is not waited for longer than the patience of those who come, and is ready for those after", async () => {
    const { model } = wordModel();
    const open = vi.fn(async () => {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      return ok({ model, golden, mostWeak: 0, fusion: null });
    });
    const { engine } = setUp({ open });
    const ask = () => engine.read({ texts: ["up"], category: "crypto", explain: false, useCache: false, signal });
    const first = ask();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await first).toMatchObject({ error: { code: "loading" } });
    const late = ask();
    await vi.advanceTimersByTimeAsync(1);
    expect(await late).toMatchObject({ error: { code: "loading" } });
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await ask()).ok).toBe(true);
    expect(open).toHaveBeenCalledTimes(1);
  });

  it("speaks together with the lexical reader where both were calibrated as one", async () => {
    const fusion = { lexicalWeight: 1, temperature: 1 };
    const bearish = lexical({ scores: { bullish: 0.05, neutral: 0.05, bearish: 0.9 } });
    const { model } = wordModel();
    const alone = await setUp({ readLexical: () => bearish }).read(["flat"]);
    const together = await setUp({
      readLexical: () => bearish,
      // What is fused is what is proved.
      open: async () => ok({ model, golden: [{ text: "x", label: "bearish" }], mostWeak: 0, fusion }),
    }).read(["flat"]);
    if (!alone.ok || !together.ok) throw new Error("It did not read.");
    expect(together.value[0]?.scores.bearish).toBeGreaterThan(alone.value[0]?.scores.bearish ?? 1);
  });

  it.each([
    ["together with the lexical reader", { lexicalWeight: 0.1, temperature: 1 }, false],
    ["alone", null, true],
  ])("%s: what the lexical reader does not know decides or not", async (_, fusion, understood) => {
    const { model } = wordModel();
    const open = async () => ok({ model, golden: [], mostWeak: 0, fusion });
    const outcome = await setUp({ open, readLexical: () => lexical({ understood: false }) }).read(["up"]);
    expect(outcome).toMatchObject({ value: [{ understood }] });
    // Beyond what was calibrated nobody is sure of anything.
    if (outcome.ok && !understood) expect(outcome.value[0]?.scores).toEqual(even);
  });

  it("names the words without which it would think otherwise, of a text that is read alone", async () => {
    const { read } = setUp();
    const alone = await read(["go up, not down"], true);
    expect(alone).toMatchObject({
      value: [{ reasons: [{ text: "up", start: 3, end: 5 }, { text: "down" }] }],
    });
    if (alone.ok) expect(alone.value[0]?.reasons[0]?.weight).toBeCloseTo(2);
    expect(await read(["up", "down"], true)).toMatchObject({ value: [{ reasons: [] }, { reasons: [] }] });
  });

  it("leaves the words to another reader where it is slow, or the text is long", async () => {
    const { model, calls } = wordModel(200);
    const { read } = setUp({ open: async () => ok({ model, golden, mostWeak: 0, fusion: null }) });
    expect(await read(["one two three four up"], true)).toMatchObject({ value: [{ reasons: [] }] });
    expect(calls.map((texts) => texts.length)).toEqual([3, 1]);
    const long = await setUp().read(["It is going up and up. ".repeat(60)], true);
    expect(long).toMatchObject({ value: [{ reasons: [], truncated: false }] });
    if (long.ok) expect(long.value[0]?.chunks).toBeGreaterThan(1);
  });

  it("keeps its verdict when its reasons do not come", async () => {
    const { model } = wordModel();
    let explains = false;
    const hangs: NeuralModel = {
      classify: (texts, given) => (explains && texts.length > 1 ? new Promise(() => {}) : model.classify(texts, given)),
    };
    const { read } = setUp({ open: async () => ok({ model: hangs, golden, mostWeak: 0, fusion: null }) });
    await read(["up"]);
    explains = true;
    expect(await read(["up we go"], true)).toMatchObject({ ok: true, value: [{ reasons: [] }] });
  });

  it.each([
    ["another number of rows", { labels: order, logits: [] }],
    ["a label that it does not have", { labels: ["neutral", "bullish", "x"], logits: [[1, 0, 0]] }],
    ["no numbers", { labels: order, logits: [[Number.NaN, 0, 0]] }],
    ["fewer classes", { labels: ["bullish", "bearish"], logits: [[1, 0]] }],
  ])("%s: not believed", async (_, classes) => {
    const { model } = wordModel();
    let proved = false;
    const odd: NeuralModel = {
      classify: async (texts, given) => (proved ? ok(classes) : model.classify(texts, given)),
    };
    const { read } = setUp({ open: async () => ok({ model: odd, golden, mostWeak: 0, fusion: null }) });
    await read(["up"]);
    proved = true;
    expect(await read(["up"])).toMatchObject({ ok: false, error: { code: "bad_answer" } });
  });

  it("reads nothing of nothing", async () => {
    const { read } = setUp();
    expect(await read([])).toEqual({ ok: true, value: [] });
    expect((await read(["up"], true)).ok).toBe(true);
  });
});
