import type { ChunkAnalysis } from "../../lib/core/sentiment/lexical/analyse-chunk";
import { type Context, contexts, cues, moves } from "../../lib/core/sentiment/lexical/lexicon";
import { SARCASM_LEAVES } from "../../lib/core/sentiment/lexical/weigh-matches";
import type { LabelledText } from "./load-texts";

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

export interface Settings {
  readonly epochs: number;
  readonly rate: number;
  /** Pull of an entry towards its prior, in texts: this many texts weigh as much as the rating. */
  readonly pullTilt: number;
  readonly pullPlain: number;
  readonly pullFactor: number;
}

const negatedGood = contexts.indexOf("negated_good");
const relievedGood = contexts.indexOf("relieved_good");
const sarcasm = cues.indexOf("sarcasm");

/** Bounds of the factors: a negator always turns, whatever a few loose texts say. */
const bounds: Partial<Record<Context, readonly [number, number]>> = {
  negated_good: [-1.2, -0.5],
  negated_bad: [-1, -0.35],
  relieved_good: [-1, -0.5],
  relieved_bad: [-1, -0.5],
  opponent: [-1, -0.5],
};
const anyFactor = [0.1, 1.8] as const;

/** A small seeded generator (mulberry32), so that every build gives the same lexicon. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Bits of a context set, with the factor for bad words where there are two. */
function factorBits(set: number, tilt: number): number[] {
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

/**
 * Multinomial logistic regression by AdaGrad. Every weight is drawn back to its prior (L2); the pull is spread over
 * the texts that touch it, so that a rare phrase stays near its rating and a frequent one follows the texts.
 */
export function trainWeights(
  texts: readonly LabelledText[],
  chunks: readonly ChunkAnalysis[],
  textWeights: Float64Array,
  start: Weights,
  prior: Weights,
  settings: Settings,
): Weights {
  const w: Weights = {
    tilt: start.tilt.slice(),
    plain: start.plain.slice(),
    moveTilt: start.moveTilt.slice(),
    movePlain: start.movePlain.slice(),
    cueTilt: start.cueTilt.slice(),
    cuePlain: start.cuePlain.slice(),
    factors: start.factors.slice(),
  };
  const seen = {
    tilt: new Float64Array(w.tilt.length),
    move: new Float64Array(moves.length),
    cue: new Float64Array(cues.length),
    factor: new Float64Array(contexts.length),
  };
  for (const chunk of chunks) {
    for (const match of chunk.found) {
      if (match.entry >= 0) seen.tilt[match.entry] = (seen.tilt[match.entry] ?? 0) + 1;
      if (match.move >= 0) seen.move[match.move] = (seen.move[match.move] ?? 0) + 1;
      for (const bit of factorBits(match.contexts, 1)) seen.factor[bit] = (seen.factor[bit] ?? 0) + 1;
      for (const bit of factorBits(match.contexts, -1)) seen.factor[bit] = (seen.factor[bit] ?? 0) + 1;
    }
    for (const cue of chunk.cues) seen.cue[cue] = (seen.cue[cue] ?? 0) + 1;
  }
  const past = new Map<Float64Array, Float64Array>();
  for (const array of Object.values(w) as Float64Array[]) past.set(array, new Float64Array(array.length).fill(0.3));
  const step = (
    values: Float64Array,
    at: number,
    slope: number,
    target: Float64Array,
    pull: number,
    count: number,
    rate: number,
  ): void => {
    const value = values[at] ?? 0;
    const gradient = slope + (pull / Math.max(1, count)) * (value - (target[at] ?? 0));
    const squares = past.get(values);
    if (squares === undefined) return;
    const sum = (squares[at] ?? 0) + gradient * gradient;
    squares[at] = sum;
    values[at] = value - (rate * gradient) / Math.sqrt(sum);
  };
  const order = Uint32Array.from(texts, (_, index) => index);
  const random = createRandom(7);
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const held = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = held;
    }
    const rate = settings.rate * (1 - epoch / (settings.epochs + 1));
    for (const index of order) {
      const chunk = chunks[index];
      const text = texts[index];
      if (chunk === undefined || text === undefined) continue;
      const weight = textWeights[index] ?? 1;
      const slope = slopeOf(evidenceOf(chunk, w), text.target);
      const byTilt = slope.tilt * weight * (chunk.cues.includes(sarcasm) ? SARCASM_LEAVES : 1);
      const byPlain = slope.plain * weight;
      for (const match of chunk.found) {
        const own =
          (match.entry < 0 ? 0 : (w.tilt[match.entry] ?? 0)) + (match.move < 0 ? 0 : (w.moveTilt[match.move] ?? 0));
        let factor = 1;
        if (match.contexts !== 0) {
          const bits = factorBits(match.contexts, own);
          for (const bit of bits) factor *= w.factors[bit] ?? 1;
          for (const bit of bits) {
            const alone = w.factors[bit] ?? 1;
            step(
              w.factors,
              bit,
              (byTilt * own * factor) / alone,
              prior.factors,
              settings.pullFactor,
              seen.factor[bit] ?? 0,
              rate * 0.3,
            );
            const [least, most] = bounds[contexts[bit] ?? "hedged"] ?? anyFactor;
            w.factors[bit] = Math.min(most, Math.max(least, w.factors[bit] ?? 1));
          }
        }
        if (match.entry >= 0) {
          const count = seen.tilt[match.entry] ?? 0;
          step(w.tilt, match.entry, byTilt * factor, prior.tilt, settings.pullTilt, count, rate);
          step(w.plain, match.entry, byPlain, prior.plain, settings.pullPlain, count, rate);
        }
        if (match.move >= 0) {
          const count = seen.move[match.move] ?? 0;
          step(w.moveTilt, match.move, byTilt * factor, prior.moveTilt, settings.pullTilt, count, rate);
          step(w.movePlain, match.move, byPlain, prior.movePlain, settings.pullPlain, count, rate);
        }
      }
      for (const cue of chunk.cues) {
        if (cue === sarcasm) continue;
        step(w.cueTilt, cue, byTilt, prior.cueTilt, settings.pullTilt, seen.cue[cue] ?? 0, rate * 0.5);
        step(w.cuePlain, cue, byPlain, prior.cuePlain, settings.pullPlain, seen.cue[cue] ?? 0, rate * 0.5);
      }
    }
  }
  return w;
}
