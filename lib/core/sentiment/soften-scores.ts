import type { Label, Scores } from "../../contracts/verdict";

/** Scores of exactly 0 have no logarithm. */
const FLOOR = 1e-9;

/** Temperature scaling over the classes that the model knows (Guo et al. 2017). The scores then sum to 1 exactly. */
export function softenScores(shares: Scores, known: ReadonlySet<Label>, temperature: number): Scores {
  const raise = (label: Label): number => (known.has(label) ? Math.max(shares[label], FLOOR) ** (1 / temperature) : 0);
  const raised = { bullish: raise("bullish"), neutral: raise("neutral"), bearish: raise("bearish") };
  const total = raised.bullish + raised.neutral + raised.bearish;
  return {
    bullish: raised.bullish / total,
    neutral: raised.neutral / total,
    bearish: raised.bearish / total,
  };
}
