import type { z } from "zod";
import type { PricesAnswer } from "../../contracts/functions/prices";
import type { pricesQuick } from "../../contracts/functions/prices-quick";
import { DEFAULT_CANDLES } from "../../contracts/limits";
import { fail, ok, type Result } from "../../core/errors";
import { createSampleMarket } from "../../core/market/sample/create-sample-market";
import type { Clock } from "../../core/ports";
import { getPrices } from "../../services/get-prices";
import { keepOffline } from "../keep-offline";
import { createCandlesLink } from "./create-candles-link";
import { createHubCandles } from "./create-hub-candles";

export type PricesInput = z.input<typeof pricesQuick.input>;

const clock: Clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
};

const link = createCandlesLink({
  spawn: () => new Worker(new URL("../candles.worker.ts", import.meta.url), { type: "module", name: "candles" }),
  now: clock.now,
  onScripts: keepOffline,
});

const sample = createSampleMarket({ clock });
const hub = createHubCandles({ ask: (...args) => fetch(...args), readFile: link.read, clock });

/** Makes the reader of the Hub ready, for when the server is out of reach and its scripts with it. */
export const warmHub = link.warm;

/**
 * The same verb as on the server, over what this browser can read: the Hub, where it may be asked, and the sample market. Errors as those
 * of the server.
 */
export async function pricesHere(args: {
  readonly input: PricesInput;
  /** False: the Hub is not asked, not even what it holds. */
  readonly mayAskHub: boolean;
  readonly signal: AbortSignal;
}): Promise<Result<PricesAnswer>> {
  const { input, mayAskHub, signal } = args;
  const sources = mayAskHub ? [hub, sample] : [sample];
  const { timeframe = "1d", limit = DEFAULT_CANDLES, indicators = "" } = input;
  // Its first list may take its time: what would answer instead is made up.
  if (mayAskHub) await hub.listings(signal);
  const names = indicators.split(",").flatMap((name) => name.trim() || []);
  const answer = await getPrices({
    deps: { sources, clock },
    input: { ...input, timeframe, limit, format: "json", indicators: names },
    call: { requestId: "browser", signal },
  });
  if (!answer.ok) return answer;
  return "success" in answer.value ? ok(answer.value) : fail("internal", "It answered with a file.");
}
