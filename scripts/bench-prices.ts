// How fast prices are answered by the standalone server, over HTTP: prices_quick at 100 requests a second, coins and windows in turn, from the sample market,
// once cold and then warm. Fails where the p99 of the warm ones is beyond 20 ms. `--dir FOLDER` reads candles of a folder instead.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { pricesSchema } from "../lib/contracts/functions/prices";
import { paced, percentile, times } from "../tests/resilience/load";
import { ensureBuild } from "./lib/ensure-build.mjs";
import { copyStandalone, serve } from "./lib/serve-copy.mjs";

const PER_SECOND = 100;
const BOUND_MS = 20;
const SYMBOLS = ["BTC", "ETH", "SOL", "XRP", "ADA", "DOGE"];
const WINDOWS = ["days=30", "days=7&timeframe=1h", "days=365", "days=90&indicators=rsi,macd", "days=30&timeframe=4h"];

const { values } = parseArgs({ options: { seconds: { type: "string", default: "20" }, dir: { type: "string" } } });
const count = Number(values.seconds) * PER_SECOND;

ensureBuild();
const copy = copyStandalone();
const data = mkdtempSync(join(tmpdir(), "barometer-data-"));
const server = await serve(copy.folder, {
  DATA_DIR: data,
  USE_HF_DATASETS: "false",
  EMBEDDED_MODEL: "off",
  RATE_LIMIT_PER_MINUTE: "1000000",
  ...(values.dir === undefined ? {} : { CANDLES_DIR: resolve(values.dir) }),
});
try {
  const addresses = SYMBOLS.flatMap((symbol) =>
    WINDOWS.map((window) => `${server.url}/api/ai/data/prices/quick/${symbol}?${window}`),
  );
  const cold: number[] = [];
  for (const address of addresses) cold.push(await ask(address));
  const warm = await paced(count, PER_SECOND, (index) => ask(addresses[index % addresses.length] ?? ""));
  console.log(`${addresses.length} first answers  ${times(cold)}`);
  console.log(`${count} at ${PER_SECOND} a second  ${times(warm)} (aim: p99 at most ${BOUND_MS} ms)`);
  if (percentile(warm, 0.99) > BOUND_MS) process.exitCode = 1;
} finally {
  await server.stop();
  copy.remove();
  rmSync(data, { recursive: true, force: true });
}

async function ask(address: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(address);
  const text = await response.text();
  const ms = performance.now() - started;
  if (response.status !== 200) throw new Error(`${address}: ${response.status} ${text.slice(0, 200)}`);
  if (pricesSchema.parse(JSON.parse(text)).candles.length === 0) throw new Error(`${address}: no candle`);
  return ms;
}
