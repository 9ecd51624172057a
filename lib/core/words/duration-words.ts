/** "0.8 ms", "186 ms", "1.2 s": milliseconds as people say them. */
export function durationWords(ms: number): string {
  if (ms < 0.1) return "under 0.1 ms";
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
