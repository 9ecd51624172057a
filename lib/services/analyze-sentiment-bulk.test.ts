import { describe, expect, it } from "vitest";
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
      clock: { now: () => 0, wall: () => 0, pause: more.pause ?? (async () => {}) },
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
    // What was on its way when the caller left: at most four slices.
    expect(read).toBeLessThanOrEqual(200);
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
