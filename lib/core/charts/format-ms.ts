const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** "0.034 ms", "2.4 ms", "186 ms", "1.6 s": two digits that mean something, three from a hundred on. */
export function formatMs(ms: number): string {
  if (ms >= 1_000) return `${Number((ms / 1_000).toPrecision(ms >= 10_000 ? 3 : 2))} s`;
  return ms >= 100 ? `${whole.format(ms)} ms` : `${Number(ms.toPrecision(2))} ms`;
}
