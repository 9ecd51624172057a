import { coinName } from "../market/coin-name";
import { coins } from "../market/symbols";
import type { TaggedCoin } from "./build-coin-lexicon";
import { otherTickers } from "./coin-tickers";

/** More than any source of prices has. */
const MOST = 5_000;

/** Dollars that are news by themselves, though nobody lists a price of them in dollars. */
const alwaysDollars = ["USDT", "USDC"];

const moneyOfStates: ReadonlySet<string> = new Set(
  "USD EUR GBP JPY KRW TRY AUD INR BRL RUB UAH ZAR NGN PLN ARS MXN COP CZK CHF CAD CNY IDR VND PHP THB SGD HKD AED".split(
    " ",
  ),
);

/** Stakes on a coin's rise or fall that some exchanges list beside it: BTCUP, ETHBEAR, XRP3L. */
const stakes = /^(.{2,})(?:UP|DOWN|BULL|BEAR|[2-5][LS])$/;

/**
 * The coins to look for in texts, given the symbols that sources of prices list: those that are always offered, USDT and USDC, and
 * what is listed. Left out are wrapped and staked forms (WBTC is read as BTC), money of states, stakes on a rise or fall of another
 * listed coin, and what is no symbol. At most 5,000, each once.
 */
export function listKnownCoins(listed: readonly string[]): readonly TaggedCoin[] {
  const always = [...coins.map(({ symbol }) => symbol), ...alwaysDollars];
  const all = new Set([...always, ...listed]);
  const known = new Set(always);
  for (const symbol of listed) {
    if (known.size >= MOST) break;
    const coin = stakes.exec(symbol)?.[1];
    const isOther = otherTickers.has(symbol) || (coin !== undefined && all.has(coin));
    if (/^[A-Z\d]{1,20}$/.test(symbol) && !/^\d+$/.test(symbol) && !isOther && !moneyOfStates.has(symbol))
      known.add(symbol);
  }
  return [...known].map((symbol) => ({ symbol, name: coinName(symbol) }));
}
