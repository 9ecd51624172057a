import type { Scores } from "../../../contracts/verdict";

/**
 * Turns log-odds into three probabilities: softmax of (tilt / 2, plain, -tilt / 2) over the temperature.
 * A highest score above `cap` is mixed with the uniform distribution until it equals the cap; the order stays.
 */
export function toScores(tilt: number, plain: number, temperature: number, cap: number): Scores {
  const up = tilt / 2 / temperature;
  const middle = plain / temperature;
  const top = Math.max(up, middle, -up);
  const a = Math.exp(up - top);
  const b = Math.exp(middle - top);
  const c = Math.exp(-up - top);
  const sum = a + b + c;
  return capScores(a / sum, b / sum, c / sum, cap);
}

/** Mixes towards one third each until the highest score is at most `cap`. */
function capScores(bullish: number, neutral: number, bearish: number, cap: number): Scores {
  const most = Math.max(bullish, neutral, bearish);
  if (most <= cap) return { bullish, neutral, bearish };
  const keep = (cap - 1 / 3) / (most - 1 / 3);
  const mix = (score: number): number => Math.min(cap, keep * score + (1 - keep) / 3);
  return { bullish: mix(bullish), neutral: mix(neutral), bearish: mix(bearish) };
}
