// How fast prices are answered by the standalone server, over HTTP, from the sample market: six coins in turn, first cold, then warm at 100 requests a
// second. Fails where the p99 of prices_quick as it comes (a month of days) is beyond 20 ms; longer windows are told beside it. `--dir FOLDER` reads
// candles of a folder instead.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { pricesSchema } from "../lib/contracts/functions/prices";
import { paced, percentile, times } from "../tests/resilience/load";
import { serveBuilt } from "./lib/serve-built";

const PER_SECOND = 100;
const BOUND_MS = 20;
const SYMBOLS = ["BTC", "ETH", "SOL", "XRP", "ADA", "DOGE"];
const QUICK = "days=30";
const WINDOWS = [QUICK, "days=7&timeframe=1h", "days=365", "days=90&indicators=rsi,macd", "days=30&timeframe=4h"];

const { values } = parseArgs({ options: { seconds: { type: "string", default: "10" }, dir: { type: "string" } } });
const count = Number(values.seconds) * PER_SECOND;

const server = await serveBuilt({
  USE_HF_DATASETS: "false",
  EMBEDDED_MODEL: "off",
  RATE_LIMIT_PER_MINUTE: "1000000",
  ...(values.dir === undefined ? {} : { CANDLES_DIR: resolve(values.dir) }),
});
try {
  const addressOf = (symbol: string, window: string): string =>
    `${server.url}/api/ai/data/prices/quick/${symbol}?${window}`;
  const cold: number[] = [];
  for (const window of WINDOWS) {
    for (const symbol of SYMBOLS) {
      const { ms, text } = await ask(addressOf(symbol, window));
      cold.push(ms);
      if (pricesSchema.parse(JSON.parse(text)).candles.length === 0) throw new Error(`${symbol} ${window}: no candle`);
    }
  }
  console.log(`${cold.length} first answers  ${times(cold)}`);
  for (const window of WINDOWS) {
    const warm = await paced(count, PER_SECOND, async (index) => {
      const { ms } = await ask(addressOf(SYMBOLS[index % SYMBOLS.length] ?? "", window));
      return ms;
    });
    const isQuick = window === QUICK;
    console.log(
      `${window}: ${count} at ${PER_SECOND} a second  ${times(warm)}${isQuick ? ` (at most ${BOUND_MS} ms)` : ""}`,
    );
    if (isQuick && percentile(warm, 0.99) > BOUND_MS) process.exitCode = 1;
  }
} finally {
  await server.stop();
}

async function ask(address: string): Promise<{ readonly ms: number; readonly text: string }> {
  const started = performance.now();
  const response = await fetch(address);
  const text = await response.text();
  const ms = performance.now() - started;
  if (response.status !== 200) throw new Error(`${address}: ${response.status} ${text.slice(0, 200)}`);
  return { ms, text };
}
