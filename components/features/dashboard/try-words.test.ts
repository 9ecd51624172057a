import { expect, test } from "vitest";
import { verdictSchema } from "@/lib/contracts/verdict";
import { tryWords } from "./try-words";

const reading = {
  key: "finbert",
  name: "FinBERT",
  id: "owner/finbert",
  revision: "main",
  dtype: null,
  engine: "hf_inference_api",
  status: "ok",
  label: "bullish",
  scores: { bullish: 0.8, neutral: 0.1, bearish: 0.1 },
  latency_ms: 120,
  weight: 1,
  error: null,
} as const;

const verdict = {
  success: true,
  label: "bullish",
  confidence: 0.8,
  scores: { bullish: 0.8, neutral: 0.1, bearish: 0.1 },
  engine: "hf_inference_api",
  model: "finbert",
  models: [reading],
  disagreement: null,
  abstained: false,
  abstained_because: null,
  calibrated: false,
  reasons: [],
  reasons_left_out: 0,
  explained_by: null,
  degraded: [],
  cached: false,
  cached_age_s: null,
  latency_ms: 130,
  language: null,
  truncated: false,
  chunks: 1,
  thresholds: { abstain_below: 0.4, fairly_sure_from: 0.6, sure_from: 0.8, confidence_cap: 0.95 },
  request_id: "one",
};

const say = (more: object = {}): string => {
  const read = verdictSchema.parse({ ...verdict, ...more });
  const { head, more: rest } = tryWords("finbert", { kind: "answered", verdict: read });
  return `${head}: ${rest}`;
};

test("what the model said, how sure by its own scale, and how long it took", () => {
  expect(say()).toBe("Bullish: 80% by the model’s own scale; 120 ms");
});

test("a model that did not answer is not spoken for by another", () => {
  const failed = { ...reading, status: "failed", label: null, scores: null, error: "loading" };
  const more = { engine: "lexical", model: "lexical", models: [failed] };
  const why = {
    tier: "hf_inference_api",
    model: "finbert",
    code: "loading",
    detail: "the model is loading",
    retry_after_s: 20,
  };
  expect(say({ ...more, degraded: [why] })).toBe(
    "No answer: the model is loading, asked again in 20 s. The lexical reader says bullish.",
  );
  expect(say({ ...more, degraded: [] })).toBe("No answer: the model is loading. The lexical reader says bullish.");
});

test("what the server refused, in its words", () => {
  const error = { code: "rate_limited", detail: "Too many.", retryAfterS: 7 } as const;
  const { head, more } = tryWords("finbert", { kind: "failed", error });
  expect(`${head}: ${more}`).toBe("No answer: The server is busy with your earlier requests. Try again in 7 s.");
});
