import type { Scores } from "../../lib/contracts/verdict";
import { ok } from "../../lib/core/errors";
import type { SentimentEngine, Tier } from "../../lib/core/ports";

const bullish: Scores = { bullish: 0.7, neutral: 0.2, bearish: 0.1 };

/** An engine that gives every text the same scores, unless told otherwise. */
export function fakeEngine(
  key: string,
  more: Partial<SentimentEngine> & { readonly scores?: Scores } = {},
): SentimentEngine {
  const { scores = bullish, ...given } = more;
  return {
    key,
    name: key,
    engine: "hf_inference_api",
    id: `owner/${key}`,
    revision: "main",
    dtype: null,
    thresholds: { abstain_below: 0.5, fairly_sure_from: 0.7, sure_from: 0.9, confidence_cap: 1 },
    calibrated: false,
    weight: 1,
    read: async ({ texts }) => ok(texts.map(() => ({ scores, reasons: [], chunks: 1, understood: true }))),
    ...given,
  };
}

/** A tier of engines, asked in the order in which they are given. */
export const fakeTier = (engines: readonly SentimentEngine[], more: Partial<Tier> = {}): Tier => ({
  engine: "hf_inference_api",
  engines,
  order: () => engines.map(({ key }) => key),
  deadlineMs: () => 200,
  refusal: () => null,
  ...more,
});
