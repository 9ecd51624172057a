import type { Result } from "../core/errors";
import type { NewsVerdict } from "../core/news/news-item";
import type { SentimentDeps } from "./analyze-sentiment";
import { readChunk } from "./read-chunk";

/** How a text was read, and the language that it is in. */
export interface ScoredText {
  readonly verdict: NewsVerdict | null;
  readonly language: string | null;
}

const options = {
  category: "news",
  use_ensemble: false,
  // Texts come once: nothing is gained by keeping them.
  use_cache: false,
  explain: true,
} as const;

/** Reads texts of news through the tiers, in order; null for one that none could read. Errors: cancelled. */
export async function scoreNews(
  deps: SentimentDeps,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<Result<readonly ScoredText[]>> {
  const engines = new Map(deps.tiers.flatMap((tier) => tier.engines.map((engine) => [engine.key, engine])));
  const read = await readChunk({ deps, texts, options, signal });
  if (!read.ok) return read;
  const scoredAt = deps.clock.wall();
  return {
    ok: true,
    value: read.value.items.map((item) => {
      if ("error" in item) return { verdict: null, language: null };
      const { label, confidence, scores, engine, model, abstained, abstained_because, calibrated, explained_by } = item;
      const by = engines.get(model);
      return {
        language: item.language,
        verdict: {
          ...{ label, confidence, scores, engine, model, abstained, abstained_because, calibrated, explained_by },
          reasons: item.reasons,
          modelRevision: by?.revision ?? "",
          dtype: by?.dtype ?? null,
          scoredAt,
        },
      };
    }),
  };
}
