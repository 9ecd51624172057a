import type { ChunkAnalysis } from "../../lib/core/sentiment/lexical/analyse-chunk";
import { contexts, cues } from "../../lib/core/sentiment/lexical/lexicon";
import { SARCASM_LEAVES } from "../../lib/core/sentiment/lexical/weigh-matches";

/** All that is learned, in flat arrays, with where each number is drawn back to. */
export interface Weights {
  readonly tilt: Float64Array;
  readonly plain: Float64Array;
  readonly moveTilt: Float64Array;
  readonly movePlain: Float64Array;
  readonly cueTilt: Float64Array;
  readonly cuePlain: Float64Array;
  readonly factors: Float64Array;
}

const negatedGood = contexts.indexOf("negated_good");
const relievedGood = contexts.indexOf("relieved_good");
export const sarcasm = cues.indexOf("sarcasm");

/** Bits of a context set, with the factor for bad words where there are two. */
export function factorBits(set: number, tilt: number): number[] {
  const bits: number[] = [];
  for (let rest = set; rest !== 0; rest &= rest - 1) {
    const bit = 31 - Math.clz32(rest & -rest);
    bits.push(tilt < 0 && (bit === negatedGood || bit === relievedGood) ? bit + 1 : bit);
  }
  return bits;
}

/** Log-odds of one analysed text under the weights. */
export function evidenceOf(chunk: ChunkAnalysis, weights: Weights): { tilt: number; plain: number } {
  let tilt = 0;
  let plain = 0;
  for (const match of chunk.found) {
    const own =
      (match.entry < 0 ? 0 : (weights.tilt[match.entry] ?? 0)) +
      (match.move < 0 ? 0 : (weights.moveTilt[match.move] ?? 0));
    let factor = 1;
    if (match.contexts !== 0) for (const bit of factorBits(match.contexts, own)) factor *= weights.factors[bit] ?? 1;
    tilt += own * factor;
    if (match.entry >= 0) plain += weights.plain[match.entry] ?? 0;
    if (match.move >= 0) plain += weights.movePlain[match.move] ?? 0;
  }
  for (const cue of chunk.cues) {
    tilt += weights.cueTilt[cue] ?? 0;
    plain += weights.cuePlain[cue] ?? 0;
  }
  return { tilt: chunk.cues.includes(sarcasm) ? tilt * SARCASM_LEAVES : tilt, plain };
}

/** Gradient of the log loss by tilt and by plain, for one text. */
export function slopeOf(evidence: { tilt: number; plain: number }, target: number): { tilt: number; plain: number } {
  const { tilt, plain } = evidence;
  const top = Math.max(tilt / 2, plain, -tilt / 2);
  const a = Math.exp(tilt / 2 - top);
  const b = Math.exp(plain - top);
  const c = Math.exp(-tilt / 2 - top);
  const sum = a + b + c;
  return {
    tilt: ((a - c) / sum - (target === 0 ? 1 : target === 2 ? -1 : 0)) / 2,
    plain: b / sum - (target === 1 ? 1 : 0),
  };
}
