import type { ChunkAnalysis } from "../../lib/core/sentiment/lexical/analyse-chunk";
import { type Context, contexts, cues, moves } from "../../lib/core/sentiment/lexical/lexicon";
import { SARCASM_LEAVES } from "../../lib/core/sentiment/lexical/weigh-matches";
import { evidenceOf, factorBits, sarcasm, slopeOf, type Weights } from "./evidence";
import type { LabelledText } from "./load-texts";

export interface Settings {
  readonly epochs: number;
  readonly rate: number;
  /** Pull of an entry towards its prior, in texts: this many texts weigh as much as the rating. */
  readonly pullTilt: number;
  readonly pullPlain: number;
  readonly pullFactor: number;
}

/** Bounds of the factors: a negator always turns, whatever a few loose texts say. */
const bounds: Partial<Record<Context, readonly [number, number]>> = {
  negated_good: [-1.2, -0.5],
  negated_bad: [-1, -0.35],
  relieved_good: [-1, -0.5],
  relieved_bad: [-1, -0.5],
  opponent: [-1, -0.5],
  of_burden: [-1.1, -0.8],
  slight: [0.1, 0.2],
};
const anyFactor = [0.1, 1.8] as const;

/** A small seeded generator (mulberry32), so that every build gives the same lexicon. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
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
  limits: Float64Array,
): Weights {
  const clamp = (value: number, most: number): number => Math.min(most, Math.max(-most, value));
  const w: Weights = {
    tilt: start.tilt.map((value, entry) => clamp(value, limits[entry] ?? Number.POSITIVE_INFINITY)),
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
          w.tilt[match.entry] = clamp(w.tilt[match.entry] ?? 0, limits[match.entry] ?? Number.POSITIVE_INFINITY);
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
