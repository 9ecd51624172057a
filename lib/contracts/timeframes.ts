/** Lengths of a candle, shortest first. Apart from the schemas, so that a page can know them without zod. */
export const timeframes = ["1m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "1w"] as const;
export type Timeframe = (typeof timeframes)[number];
