import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { fakeEngine, fakeTier } from "../../tests/fakes/fake-engine";
import { ok } from "../core/errors";
import { failed, type Outcome } from "../core/failure";
import type { CallEvent, Reading, ReadRequest, SentimentEngine } from "../core/ports";
import { createLastTier } from "../core/sentiment/create-last-tier";
import { analyzeSentimentBulk } from "./analyze-sentiment-bulk";

const neutral: Reading = {
  scores: { bullish: 0.2, neutral: 0.7, bearish: 0.1 },
  reasons: [],
  chunks: 1,
  understood: true,
};

const engine = (read: SentimentEngine["read"]): SentimentEngine => ({
  key: "fake",
  name: "Fake",
  engine: "lexical",
  id: "fake",
  revision: "1",
  dtype: null,
  calibrated: true,
  weight: 1,
  thresholds: { abstain_below: 0.4, fairly_sure_from: 0.5, sure_from: 0.7, confidence_cap: 1 },
  read,
});

function run(
  texts: readonly unknown[],
  read: SentimentEngine["read"],
  more: { signal?: AbortSignal; emit?: (event: CallEvent) => void; pause?: () => Promise<void> } = {},
) {
  const reported: string[] = [];
  const outcome = analyzeSentimentBulk({
    deps: {
      tiers: [createLastTier(engine(read))],
      silent: [],
      explainer: engine(readAll),
      clock: { now: () => 0, wall: () => 0, pause: more.pause ?? (() => setImmediate()) },
      report: (event) => reported.push(event),
    },
    input: { texts: [...texts], category: "crypto", use_ensemble: false, use_cache: true, explain: false },
    call: {
      requestId: "id",
      signal: more.signal ?? new AbortController().signal,
      ...(more.emit ? { emit: more.emit } : {}),
    },
  });
  return { outcome, reported };
}

const readAll = async ({ texts }: ReadRequest): Promise<Outcome<readonly Reading[]>> => ok(texts.map(() => neutral));

describe("analyzeSentimentBulk", () => {
  it("pauses after each slice: 50 texts, or about 20,000 characters", async () => {
    let pauses = 0;
    const pause = async (): Promise<void> => {
      pauses += 1;
    };
    await run(
      Array.from({ length: 120 }, () => "short"),
      readAll,
      { pause },
    ).outcome;
    expect(pauses).toBe(3);
    pauses = 0;
    await run(
      Array.from({ length: 10 }, () => "x".repeat(20_000)),
      readAll,
      { pause },
    ).outcome;
    expect(pauses).toBe(10);
  });

  it("reads no further once the caller has gone", async () => {
    const caller = new AbortController();
    let read = 0;
    const { outcome } = run(
      Array.from({ length: 1_000 }, () => "text"),
      (request) => {
        read += request.texts.length;
        return readAll(request);
      },
      { signal: caller.signal, emit: ({ event }) => event === "progress" && caller.abort() },
    );
    const ended = await outcome;
    expect(!ended.ok && ended.error.code).toBe("cancelled");
    expect(read).toBe(50);
  });

  it("lets a text that breaks the engine fail alone, and reports the defect", async () => {
    const texts = Array.from({ length: 61 }, (_, index) => (index === 7 ? "boom" : `text ${index}`));
    const { outcome, reported } = run(texts, async (request) => {
      if (request.texts.includes("boom")) throw new Error("bug");
      return readAll(request);
    });
    const ended = await outcome;
    if (!ended.ok) throw new Error(ended.error.detail);
    expect(ended.value.summary).toMatchObject({ total: 61, failed: 1, counts: { neutral: 60 } });
    expect(ended.value.results[7]).toMatchObject({ error: { code: "unavailable" } });
    expect(new Set(reported)).toEqual(new Set(["engine_failed"]));
  });

  it("gives every text an error when the engine is out, without reporting it as a defect", async () => {
    const { outcome, reported } = run(["a", "b"], async () => failed("unavailable"));
    const ended = await outcome;
    expect(ended.ok && ended.value.summary.failed).toBe(2);
    expect(reported).toEqual([]);
  });
});

describe("analyzeSentimentBulk, over several tiers", () => {
  const careful = { abstain_below: 0.4, fairly_sure_from: 0.6, sure_from: 0.8, confidence_cap: 0.75 };
  const lexical = fakeEngine("lexical", { engine: "lexical", thresholds: careful });

  function runOver(
    remote: readonly SentimentEngine[],
    texts: readonly string[],
    more: { models?: string[]; hurried?: boolean; explainer?: SentimentEngine } = {},
  ) {
    let time = 0;
    // The first look is the start; from the second on it is late, where that is wanted.
    const now = (): number => {
      time += more.hurried ? 20_000 : 0;
      return time;
    };
    const asked: string[] = [];
    const outcome = analyzeSentimentBulk({
      deps: {
        tiers: [fakeTier(remote), createLastTier(lexical)],
        silent: [],
        explainer: more.explainer ?? lexical,
        clock: { now, wall: () => 0, pause: async () => {} },
        report: () => {},
        asked: ({ engine }) => asked.push(engine.key),
      },
      input: {
        texts: [...texts],
        models: more.models,
        category: "crypto",
        use_ensemble: false,
        use_cache: true,
        explain: more.explainer !== undefined,
      },
      call: { requestId: "id", signal: new AbortController().signal },
    });
    return outcome.then((ended) => {
      if (!ended.ok) throw new Error(ended.error.detail);
      return { ...ended.value, asked };
    });
  }

  it("gives the bounds of each tier that answered, and those of the one that read most", async () => {
    const texts = Array.from({ length: 120 }, (_, index) => `text ${index}`);
    const closing = fakeEngine("a", {
      read: async (request) => (request.texts.includes("text 0") ? readAll(request) : failed("rate_limited")),
    });
    const mixed = await runOver([closing], texts);
    expect(mixed.thresholds_by_engine).toEqual({ hf_inference_api: closing.thresholds, lexical: careful });
    expect(mixed.thresholds).toEqual(careful);
    expect((await runOver([fakeEngine("a")], texts)).thresholds_by_engine).toEqual({
      hf_inference_api: closing.thresholds,
    });
  });

  it("keeps what an engine has in store, when the call for the others fails", async () => {
    const kept = { ...neutral, cachedAgeS: 5 };
    const limited = fakeEngine("a", {
      read: async () => failed("rate_limited"),
      recall: async ({ texts }) => texts.map((text) => (text === "new" ? undefined : kept)),
    });
    const { results } = await runOver([limited], [...Array.from({ length: 49 }, (_, index) => `old ${index}`), "new"]);
    const engines = results.map((item) =>
      "error" in item ? "" : `${item.engine} ${item.cached} ${item.degraded.length}`,
    );
    expect(new Set(engines.slice(0, 49))).toEqual(new Set(["hf_inference_api true 0"]));
    expect(engines[49]).toBe("lexical false 1");
  });

  it("asks only the last tier when time is short, also where another stands at the end", async () => {
    const remote = [fakeEngine("a"), fakeEngine("b")];
    const { results, asked } = await runOver(remote, ["up"], { models: ["a", "lexical", "b"], hurried: true });
    expect(asked).toEqual(["lexical"]);
    expect(results).toMatchObject([{ engine: "lexical", degraded: [{ code: "timed_out" }] }]);
  });

  it("asks the explainer only about texts that others read", async () => {
    const seen: string[] = [];
    const explainer: SentimentEngine = {
      ...lexical,
      read: (request) => {
        seen.push(...request.texts);
        return lexical.read(request);
      },
    };
    const limited = fakeEngine("a", {
      read: async () => failed("rate_limited"),
      recall: async ({ texts }) => texts.map((text) => (text === "old" ? neutral : undefined)),
    });
    await runOver([limited], ["new", "old"], { explainer });
    expect(seen).toEqual(["old"]);
  });
});
