/** "ETH · Prices": entries of a browser's history tell coins apart. */
export const pricesTitle = (symbol: string): string => `${symbol} · Prices`;
