/** Seconds left at the pace so far; null until there is a pace. */
export function secondsLeft(done: number, total: number, elapsedMs: number): number | null {
  if (done <= 0 || elapsedMs < 300) return null;
  return Math.max(0, Math.ceil((((total - done) / done) * elapsedMs) / 1_000));
}

export function leftWords(seconds: number | null): string {
  if (seconds === null) return "";
  if (seconds < 60) return `about ${Math.max(1, seconds)} s left`;
  return `about ${Math.ceil(seconds / 60)} min left`;
}
