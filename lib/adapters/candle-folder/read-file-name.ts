import { type Timeframe, timeframes } from "../../contracts/market";
import { pairOf } from "../../core/market/pair-of";
import { coins } from "../../core/market/symbols";

/** What the name of a file says. Null: nothing. */
export interface NamedFile {
  readonly symbol: string | null;
  readonly pair: string | null;
  readonly timeframe: Timeframe | null;
}

const longhand: Readonly<Record<string, Timeframe>> = {
  d: "1d",
  daily: "1d",
  day: "1d",
  "1day": "1d",
  "24h": "1d",
  h: "1h",
  hourly: "1h",
  hour: "1h",
  "1hour": "1h",
  "60m": "1h",
  minute: "1m",
  "1min": "1m",
  "5min": "5m",
  "15min": "15m",
  "30min": "30m",
  weekly: "1w",
  week: "1w",
  "7d": "1w",
};
/** Words that name a kind of file and no coin. */
const general =
  /^(candles?|data|dataset|ohlcv?|prices?|history|historical|export|klines?|train|test|valid|tables?|markets?|crypto|all|raw|csv|parquet|part|\d+)$/i;
/** What stands between words; a hyphen is a part of BTC-USD. */
const BETWEEN = /[^\p{L}\p{N}-]+/u;
const plain = /^[A-Z0-9]{1,20}$/;
const known: ReadonlySet<string> = new Set(coins.map(({ symbol }) => symbol));
/** Money that is no dollar. */
const foreign: ReadonlySet<string> = new Set(
  "EUR GBP JPY KRW CNY TRY BRL AUD CAD CHF RUB UAH INR IDR MXN ZAR PLN NGN THB VND SGD HKD".split(" "),
);

const timeframeOf = (word: string): Timeframe | null => {
  const lower = word.toLowerCase();
  return timeframes.find((timeframe) => timeframe === lower) ?? longhand[lower] ?? null;
};

/**
 * Coin and timeframe of a file as its name gives them, or the name of its folder: BTCUSDT_1d.csv, BTC-USD_15m.csv, SOLUSDT/SOLUSDT_1h.parquet,
 * btc_1d_data_2018_to_2025.csv, Binance_ETHUSDT_d.csv, ADAUSDT/1h.csv.
 *
 * @param path within the folder, its parts apart by "/"
 */
export function readFileName(path: string): NamedFile {
  const parts = path.split("/");
  const base = (parts.pop() ?? "").replace(/\.(csv|txt|tsv|parquet)$/i, "");
  const words = base.split(BETWEEN).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const { names, timeframe } = takeTimeframe(words);
  const coin = isInOtherMoney(names) ? null : (pickCoin(names) ?? pickCoin((parts.at(-1) ?? "").split(BETWEEN)));
  return { symbol: coin?.symbol ?? null, pair: coin?.pair ?? null, timeframe };
}

/** The first word that is a timeframe, and the words before it. Names with hyphens only are cut there too: BTCUSDT-1h-2024-01. */
function takeTimeframe(words: readonly string[]): {
  readonly names: readonly string[];
  readonly timeframe: Timeframe | null;
} {
  for (const [place, word] of words.entries()) {
    const whole = timeframeOf(word);
    if (whole) return { names: words.slice(0, place), timeframe: whole };
    const pieces = word.split("-");
    const at = pieces.findIndex((piece, i) => i > 0 && timeframeOf(piece) !== null);
    if (at > 0) {
      return {
        names: [...words.slice(0, place), pieces.slice(0, at).join("-")],
        timeframe: timeframeOf(pieces[at] ?? ""),
      };
    }
  }
  return { names: words, timeframe: null };
}

/** Whether the words say that prices are not in dollars: BTC_EUR, ETH_BTC, and EUR alone in a folder of Bitcoin. */
function isInOtherMoney(words: readonly string[]): boolean {
  const pieces = words.flatMap((word) => word.toUpperCase().split("-"));
  return pieces.some((piece, place) => {
    const before = pairOf(pieces[place - 1] ?? "")?.symbol;
    const here = pairOf(piece)?.symbol;
    if (foreign.has(piece)) return before === undefined || known.has(before);
    return before !== undefined && here !== undefined && before !== here && known.has(before) && known.has(here);
  });
}

/** The word that is a price in dollars, else a coin that all know, else the only one that may be one. */
function pickCoin(words: readonly string[]): { readonly symbol: string; readonly pair: string } | null {
  const found = words.flatMap((word) => {
    if (general.test(word)) return [];
    const pair = pairOf(word);
    return pair && plain.test(pair.symbol) ? [{ ...pair, pair: word.toUpperCase() }] : [];
  });
  // "BTC_USDT": the dollars stand apart.
  const together = words.length === 2 ? pairOf(words.join("-")) : null;
  if (together?.quote && plain.test(together.symbol)) {
    return { symbol: together.symbol, pair: words.join("-").toUpperCase() };
  }
  const coin = found.find(({ quote }) => quote !== null) ?? found.find(({ symbol }) => known.has(symbol));
  // Of several words that nobody knows one may be an exchange: Binance_ETHBTC.
  return coin ?? (found.length === 1 ? (found[0] ?? null) : null);
}
