import type { z } from "zod";
import type { sentimentQuick } from "../contracts/functions/sentiment-quick";
import type { Verdict } from "../contracts/verdict";
import type { Result } from "../core/errors";
import type { Call } from "../core/ports";
import { analyzeSentiment, type SentimentDeps } from "./analyze-sentiment";

/** Reads one short text; `deps.tiers` are those that answer at once. Errors: as `analyzeSentiment`. */
export function analyzeSentimentQuick(args: {
  readonly deps: SentimentDeps;
  readonly input: z.output<typeof sentimentQuick.input>;
  readonly call: Call;
}): Promise<Result<Verdict>> {
  const { deps, input, call } = args;
  return analyzeSentiment({ deps, input: { ...input, use_ensemble: false, use_cache: true }, call });
}
