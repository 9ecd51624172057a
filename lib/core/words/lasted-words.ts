import { spanWords } from "./span-words";

/** "0.3 s", "12 s", "4 min", "3 h", "2 d": how long something lasted, in seconds. */
export function lastedWords(seconds: number): string {
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return spanWords(seconds * 1000);
}
