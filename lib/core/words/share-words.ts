/** "99.98%": two decimals, rounded down: what failed is not rounded away, so it is never "100%" where something did. */
export function shareWords(share: number): string {
  if (share === 1) return "100%";
  // A product may fall a hair short of the hundredth that it is.
  return `${(Math.floor(Math.min(share * 10_000 + 1e-9, 9_999)) / 100).toFixed(2)}%`;
}
