import { type Candle, type History, makeCandles, type Pair, symbols, type Timeframe, timeframes } from "./candles";
import { makeFile, makeLaterFile } from "./make-file";
import { type Column, writeParquet } from "./parquet/write-parquet";
import type { RepoFile } from "./repo";

const OLD = [
  "Open time",
  "open",
  "high",
  "low",
  "close",
  "volume",
  "Close time",
  "Quote asset volume",
  "Number of trades",
  "Taker buy base asset volume",
  "Taker buy quote asset volume",
  "Ignore",
] as const;
const NEW = [
  "open_time",
  "open",
  "high",
  "low",
  "close",
  "volume",
  "close_time",
  "quote_volume",
  "count",
  "taker_buy_volume",
  "taker_buy_quote_volume",
  "ignore",
] as const;

const allFiles: readonly (readonly [Pair, Timeframe])[] = symbols.flatMap((symbol) =>
  // The keys of a literal object are its timeframes.
  (Object.keys(timeframes) as Timeframe[]).map((timeframe) => [symbol, timeframe] as const),
);

/** The older layout: text files at the root. */
export function listCandleCsv(history: History): RepoFile[] {
  return allFiles.map(([symbol, timeframe]) =>
    makeLaterFile(`${symbol}_${timeframe}.csv`, () => {
      const lines = makeCandles(symbol, timeframe, history).map((candle) => cells(candle).join(","));
      return Buffer.from(`${OLD.join(",")}\n${lines.join("\n")}\n`);
    }),
  );
}

/** The newer layout: a folder for each symbol, and an index of the last times. */
export function listCandleParquet(history: History): RepoFile[] {
  const files = allFiles.map(([symbol, timeframe]) =>
    makeLaterFile(`${symbol}/${symbol}_${timeframe}.parquet`, () =>
      writeParquet(toColumns(symbol, makeCandles(symbol, timeframe, history)), {
        // Several groups whatever the length, and the same ones when more candles come.
        rowsPerGroup: Math.max(100, Math.ceil(history.rows / 8)),
      }),
    ),
  );
  const last = files.map(({ path }) => [path, new Date(history.end).toISOString()]);
  return [makeFile("_index.json", JSON.stringify(Object.fromEntries(last), null, 2)), ...files];
}

/** Three forms occur: numbers (most), prices as text (BTC), and files that only moved: old names, all text (SOL). */
function toColumns(symbol: Pair, candles: readonly Candle[]): Column[] {
  const rows = candles.map(cells);
  const names = symbol === "SOLUSDT" ? OLD : NEW;
  return names.map((name, index) => {
    const values = rows.map((row) => row[index] ?? "");
    const isTime = index === 0 || index === 6;
    if (symbol === "SOLUSDT" || (symbol === "BTCUSDT" && !isTime)) return { name, type: "text", values };
    if (isTime) return { name, type: "int64", values: values.map((time) => Date.parse(`${time.replace(" ", "T")}Z`)) };
    return { name, type: index === 8 ? "int64" : "double", values: values.map(Number) };
  });
}

function cells(candle: Candle): string[] {
  const { openTime, closeTime, open, high, low, close, volume, trades } = candle;
  const time = (ms: number): string =>
    new Date(ms).toISOString().replace("T", " ").replace("Z", "").replace(".000", "");
  const quote = volume * close;
  const numbers = [open, high, low, close, volume].map(String);
  return [time(openTime), ...numbers, time(closeTime), ...[quote, trades, volume / 2, quote / 2, 0].map(String)];
}
