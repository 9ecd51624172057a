import type { z } from "zod";
import type { sentimentQuick } from "../contracts/functions/sentiment-quick";
import type { Verdict } from "../contracts/verdict";
import type { Result } from "../core/errors";
import type { Call, Tier } from "../core/ports";
import { analyzeSentiment, type SentimentDeps } from "./analyze-sentiment";

export interface QuickDeps extends SentimentDeps {
  /** What a model took for a text lately, in milliseconds; null where it was not asked yet. */
  readonly paceOf: (key: string) => number | null;
}

/**
 * Reads one short text with the fastest network of this machine that is loaded, else with the last tier; who is not loaded is woken for
 * the next time. Errors: as `analyzeSentiment`.
 */
export function analyzeSentimentQuick(args: {
  readonly deps: QuickDeps;
  readonly input: z.output<typeof sentimentQuick.input>;
  readonly call: Call;
}): Promise<Result<Verdict>> {
  const { deps, input, call } = args;
  for (const tier of deps.tiers) if (!isReady(tier)) tier.wake?.();
  const tiers = fastestFirst(deps.tiers.slice(0, -1).filter(isReady), deps.paceOf);
  return analyzeSentiment({
    deps: { ...deps, tiers: [...tiers, ...deps.tiers.slice(-1)] },
    input: { ...input, use_ensemble: false, use_cache: true },
    call,
  });
}

const isReady = (tier: Tier): boolean => tier.isReady?.() ?? true;

function fastestFirst(tiers: readonly Tier[], paceOf: QuickDeps["paceOf"]): readonly Tier[] {
  const pace = ({ engines }: Tier): number =>
    // Who was not asked yet is tried, and known from then on.
    Math.min(...engines.map(({ key }) => paceOf(key) ?? 0));
  return tiers.toSorted((one, other) => pace(one) - pace(other));
}
