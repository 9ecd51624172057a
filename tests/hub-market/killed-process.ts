import { createCandleFiles } from "../../lib/adapters/duckdb/create-candle-files";
import { createLinxySource } from "../../lib/adapters/hf-datasets/create-linxy-source";
import { openHubMarket } from "../../lib/adapters/hf-datasets/open-hub-market";

/** Fetches one file after the other, until it is killed. Arguments: the origin of the Hub, the folder. */
const [hubOrigin = "", dataDir = ""] = process.argv.slice(2);
const clock = { now: () => performance.now(), wall: () => Date.now() };
const market = openHubMarket({ hubOrigin, dataDir, files: createCandleFiles(), clock, warn: () => {} });
const source = createLinxySource(market);
const { signal } = new AbortController();
console.log("started");
for (;;)
  for (const symbol of ["BTC", "ETH", "SOL", "XRP"])
    for (const timeframe of ["1h", "4h", "1d"] as const) {
      const series = await source.read({ symbol, timeframe, from: null, signal });
      if (series.ok && series.value !== null) {
        console.log("one");
        const shelved = await market.folder.find({
          kind: "candles",
          dataset: "linxy/CryptoCoin",
          path: series.value.origin.path ?? "",
          market: null,
        });
        // So that there is always something to write.
        if (shelved !== null) await market.folder.drop(shelved);
      }
    }
