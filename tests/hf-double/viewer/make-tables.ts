import { createRandom } from "../engine/random";
import { type History, historyTo, makeCandles, type Pair } from "../repos/candles";
import type { Cell, Feature, Row, ViewerTable } from "./table";

const NEWS_ROWS = 240;
const HOUR = 3_600_000;
const NEWS_START = Date.UTC(2024, 0, 2, 8);

const value = (name: string, dtype: "string" | "int64" | "float64" | "timestamp[ns]"): Feature => ({
  name,
  type: { _type: "Value", dtype },
});
const count = { _type: "Value", dtype: "int64" } as const;

/** The tables of the datasets server; `history` is how far the candles go. */
export function makeTables(history: History): ViewerTable[] {
  return [
    makeNews(),
    makeDaily(),
    makeIndicators("Bitcoin", "BTC", history),
    makeIndicators("Ethereum", "ETH", history),
    makeCandleSet(),
  ];
}

const COINS = ["Bitcoin", "Ethereum", "Solana", "Ripple", "Cardano", "Dogecoin"];
const HEADLINES: readonly (readonly [string, number])[] = [
  ["COIN rallies to a new high as funds pour in", 2],
  ["COIN tumbles after exchange outage, traders fear more losses", 1],
  ["COIN developers schedule a routine network upgrade", 0],
  ["Record inflows lift COIN above resistance", 2],
  ["Lawsuit and heavy selling drag COIN lower", 1],
  ["What to know about COIN wallets this week", 0],
];

function makeNews(): ViewerTable {
  const random = createRandom(23_301);
  const rows = Array.from({ length: NEWS_ROWS }, (_, index): Row => {
    const [pattern, direction] = HEADLINES[index % HEADLINES.length] ?? ["COIN", 0];
    const coin = COINS[Math.floor(random() * COINS.length)] ?? "Bitcoin";
    const title = pattern.replace("COIN", coin);
    const votes = { bearish: 0, bullish: 0, liked: 0, disliked: 0, important: 0, lol: 0 };
    votes[direction === 1 ? "bearish" : "bullish"] = Math.floor(random() * 20);
    const total = votes.bearish + votes.bullish;
    const url = `https://news.example/${index}`;
    return {
      timestamp: new Date(NEWS_START + index * 5 * HOUR).toISOString().replace("Z", ""),
      title,
      description: `${title}.`,
      text: `${title}. Story number ${index} of the sample archive.`,
      market_direction: direction,
      engagement_quality: index % 3,
      content_characteristics: index % 2,
      vote_counts: votes,
      total_votes: total,
      source_url: "https://news.example",
      url,
      total_tokens: 12 + (index % 9),
    };
  });
  return {
    dataset: "ExponentialScience/DLT-Sentiment-News",
    config: "default",
    split: "train",
    state: "ok",
    partial: false,
    features: [
      value("timestamp", "timestamp[ns]"),
      ...["title", "description", "text"].map((name) => value(name, "string")),
      { name: "market_direction", type: { _type: "ClassLabel", names: ["neutral", "bearish", "bullish"] } },
      { name: "engagement_quality", type: { _type: "ClassLabel", names: ["neutral", "disliked", "liked"] } },
      { name: "content_characteristics", type: { _type: "ClassLabel", names: ["neutral", "important"] } },
      {
        name: "vote_counts",
        type: { bearish: count, bullish: count, liked: count, disliked: count, important: count, lol: count },
      },
      value("total_votes", "int64"),
      ...["source_url", "url"].map((name) => value(name, "string")),
      value("total_tokens", "int64"),
    ],
    rows,
  };
}

function makeDaily(): ViewerTable {
  const history = historyTo(Date.UTC(2024, 5, 1));
  const rows = (["BTC", "ETH", "SOL"] as const).flatMap((coin) =>
    makeCandles(`${coin}USDT`, "1d", history).map(
      ({ openTime, open, high, low, close, volume }): Row => ({
        market: `${coin}-USD`,
        date: new Date(openTime).toISOString().slice(0, 10),
        ...{ open, high, low, close, volume },
      }),
    ),
  );
  const prices = ["open", "high", "low", "close", "volume"].map((name) => value(name, "float64"));
  const features = [value("market", "string"), value("date", "string"), ...prices];
  return {
    dataset: "sebdg/crypto_data",
    config: "candles",
    split: "train",
    state: "script",
    partial: false,
    features,
    rows,
  };
}

const INDICATORS = ["MA_20", "MA_50", "MA_200", "RSI", "%K", "%D", "ADX", "ATR", "Trendline", "MACD"];

function makeIndicators(name: string, coin: "BTC" | "ETH", history: History): ViewerTable {
  const pair: Pair = `${coin}USDT`;
  const rows = makeCandles(pair, "5m", history).map((candle, index): Row => {
    const { openTime, open, high, low, close, volume } = candle;
    const marks: (readonly [string, Cell])[] = INDICATORS.map((mark, at) => [
      mark,
      Number((close * (1 - at / 100)).toFixed(4)),
    ]);
    const timestamp = new Date(openTime).toISOString().replace("T", " ").slice(0, 19);
    return { timestamp, open, high, low, close, volume, ...Object.fromEntries(marks), RSI: 40 + (index % 20) };
  });
  const numbers = ["open", "high", "low", "close", "volume", ...INDICATORS].map((column) => value(column, "float64"));
  return {
    dataset: `WinkingFace/CryptoLM-${name}-${coin}-USDT`,
    config: "default",
    split: "train",
    state: "no-search",
    partial: true,
    features: [value("timestamp", "string"), ...numbers],
    rows,
  };
}

function makeCandleSet(): ViewerTable {
  const common = { config: "default", split: "train", partial: false, features: [], rows: [] };
  return { dataset: "linxy/CryptoCoin", state: "too-many-configs", ...common };
}
