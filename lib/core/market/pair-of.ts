import { listReadings } from "./list-readings";

/** A coin and the dollars that its price is in. */
export interface Pair {
  readonly symbol: string;
  /** USDT, USD ...; null where the name does not say. */
  readonly quote: string | null;
}

/**
 * Reads the name that a source gives a market: BTCUSDT, BTC-USD, BTC_USDT, Bitcoin-BTC-USDT. Null where it is no price
 * in dollars (ETH-BTC, BTC-EUR), or no name. Names without a separator are taken at their word: ETHBTC is a coin.
 */
export const pairOf = (name: string): Pair | null => listReadings(name)[0] ?? null;
