import { contexts, cues, type Lexicon, moves, type Weight } from "../../lib/core/sentiment/lexical/lexicon";
import type { Weights } from "./evidence";

/** A lexicon's numbers as flat arrays, in the order of its lists. */
export const toWeights = (lexicon: Lexicon): Weights => ({
  tilt: Float64Array.from(lexicon.entries, (entry) => entry.tilt),
  plain: Float64Array.from(lexicon.entries, (entry) => entry.plain),
  moveTilt: Float64Array.from(moves, (move) => lexicon.moves[move].tilt),
  movePlain: Float64Array.from(moves, (move) => lexicon.moves[move].plain),
  cueTilt: Float64Array.from(cues, (cue) => lexicon.cues[cue].tilt),
  cuePlain: Float64Array.from(cues, (cue) => lexicon.cues[cue].plain),
  factors: Float64Array.from(contexts, (context) => lexicon.factors[context]),
});

function named<K extends string, V>(keys: readonly K[], value: (index: number) => V): Record<K, V> {
  const made: Partial<Record<K, V>> = {};
  keys.forEach((key, index) => {
    made[key] = value(index);
  });
  return made as Record<K, V>;
}

const pair =
  (tilt: Float64Array, plain: Float64Array) =>
  (index: number): Weight => ({ tilt: tilt[index] ?? 0, plain: plain[index] ?? 0 });

/** The lexicon with its numbers replaced by learned ones. */
export const withWeights = (lexicon: Lexicon, weights: Weights): Lexicon => ({
  ...lexicon,
  entries: lexicon.entries.map(({ phrase }, index) => ({ phrase, ...pair(weights.tilt, weights.plain)(index) })),
  factors: named(contexts, (index) => weights.factors[index] ?? 1),
  moves: named(moves, pair(weights.moveTilt, weights.movePlain)),
  cues: named(cues, pair(weights.cueTilt, weights.cuePlain)),
});
