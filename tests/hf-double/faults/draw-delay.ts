import type { Random } from "../engine/random";
import type { Delay } from "./fault-schema";

/** Draws a delay in milliseconds, never negative. */
export function drawDelay(delay: Delay, random: Random): number {
  if (typeof delay === "number") return delay;
  if ("min" in delay) return delay.min + random() * (delay.max - delay.min);
  if ("mean" in delay) return Math.max(0, delay.mean + delay.deviation * drawNormal(random));
  return delay.median * Math.exp(delay.sigma * drawNormal(random));
}

/** Standard normal (Box-Muller). */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
