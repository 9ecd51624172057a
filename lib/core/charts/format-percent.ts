/** "+0.42%", "−1.03%", "0.00%": of percents; what is shown as none has no sign, and the minus is as wide as the plus. */
export function formatPercent(percent: number, decimals = 2): string {
  const digits = Math.abs(percent).toFixed(decimals);
  return `${Number(digits) === 0 ? "" : percent > 0 ? "+" : "−"}${digits}%`;
}
