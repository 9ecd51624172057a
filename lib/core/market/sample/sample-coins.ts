/** What a coin of the sample market is made of. Levels are like those of the 2020s, and nobody's prices. */
export interface SampleCoin {
  readonly symbol: string;
  /** Dollars that its price swings around. */
  readonly price: number;
  /** Decimals of a price. */
  readonly places: number;
  /** Standard deviation of a day's return. */
  readonly sigma: number;
  /** How much of its moves is the market's, as a correlation. */
  readonly market: number;
  /** Millions of dollars that change hands in an hour. */
  readonly traded: number;
}

type Row = readonly [symbol: string, price: number, places: number, sigma: number, market: number, traded: number];

const rows: readonly Row[] = [
  ["BTC", 62_000, 2, 0.026, 0.92, 70],
  ["ETH", 2_900, 2, 0.034, 0.9, 40],
  ["SOL", 140, 2, 0.046, 0.82, 12],
  ["XRP", 1.1, 4, 0.042, 0.78, 10],
  ["BNB", 560, 2, 0.035, 0.82, 6],
  ["ADA", 0.62, 4, 0.044, 0.82, 3],
  ["DOGE", 0.15, 5, 0.05, 0.76, 5],
  ["DOT", 6.5, 3, 0.045, 0.84, 1.2],
  ["AVAX", 27, 2, 0.049, 0.82, 2],
  ["LINK", 15, 2, 0.046, 0.82, 2],
  ["LTC", 92, 2, 0.04, 0.82, 2],
  ["BCH", 380, 1, 0.043, 0.78, 1.5],
  ["TRX", 0.16, 5, 0.034, 0.7, 1.5],
  ["UNI", 8.5, 3, 0.049, 0.78, 1],
  ["ATOM", 8, 3, 0.046, 0.8, 0.9],
  ["XLM", 0.21, 4, 0.043, 0.78, 0.9],
  ["ETC", 22, 2, 0.044, 0.8, 0.8],
  ["MATIC", 0.72, 4, 0.05, 0.8, 2],
  ["SHIB", 0.00002, 8, 0.052, 0.74, 3],
  ["XMR", 190, 1, 0.036, 0.7, 0.5],
  ["NEAR", 4.4, 3, 0.052, 0.8, 1.2],
  ["APT", 7.8, 3, 0.053, 0.78, 1],
  ["ARB", 0.9, 4, 0.05, 0.82, 1.2],
  ["OP", 1.7, 3, 0.053, 0.82, 1],
  ["FIL", 5.2, 3, 0.048, 0.8, 1],
  ["ALGO", 0.24, 4, 0.046, 0.82, 0.6],
];

export const sampleCoins: readonly SampleCoin[] = rows.map(([symbol, price, places, sigma, market, traded]) => ({
  symbol,
  price,
  places,
  sigma,
  market,
  traded,
}));
