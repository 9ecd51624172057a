import { isEnsemble, nameEngine, wait } from "@/components/blocks/verdict-words";
import { type FailureCode, failureWords } from "@/lib/contracts/failures";
import type { Degraded, ModelReading, Verdict } from "@/lib/contracts/verdict";

/** One line about a tier that did not answer. */
export interface Skipped {
  readonly words: string;
  /** It was never wanted, or cannot be without a key: nothing is wrong. */
  readonly quiet: boolean;
}

const again = (seconds: number | null): string => (seconds === null ? "" : `, asked again in ${wait(seconds)}`);

/** Why a model said nothing, and when it is asked again. */
export function reasonOf({ key, error }: ModelReading, degraded: readonly Degraded[]): string {
  const own = degraded.find(({ model }) => model === key);
  if (own) return `${own.detail}${again(own.retry_after_s)}`;
  const whole = degraded.find(({ model, code }) => model === null && code === error);
  return whole ? `${whole.detail}${again(whole.retry_after_s)}` : wordsFor(error);
}

const wordsFor = (error: FailureCode | null): string =>
  failureWords[error ?? "unavailable"] ?? failureWords.unavailable;

/** Whether the rows of an ensemble's models say it already. */
const inRows = ({ model, tier, code }: Degraded, models: readonly ModelReading[]): boolean =>
  models.some(({ key, engine, error }) => (model === null ? engine === tier && error === code : key === model));

/**
 * The tiers above the one that answered, and why each was skipped. Models that failed alike share a line, with the soonest time: the
 * rows of the models name them.
 */
export function skippedTiers({ degraded, engine, models }: Pick<Verdict, "degraded" | "engine" | "models">): Skipped[] {
  const lines = new Map<string, Degraded>();
  for (const entry of degraded) {
    if (isEnsemble(engine) ? inRows(entry, models) : entry.tier === engine) continue;
    const key = `${entry.tier} ${entry.detail}`;
    const known = lines.get(key);
    const sooner =
      (entry.retry_after_s ?? Number.POSITIVE_INFINITY) < (known?.retry_after_s ?? Number.POSITIVE_INFINITY);
    if (!known || sooner) lines.set(key, entry);
  }
  return [...lines.values()].map(({ tier, detail, retry_after_s: seconds, code }) => ({
    words: `${nameEngine(tier)}: ${detail}${again(seconds)}`,
    quiet: code === "no_key",
  }));
}
