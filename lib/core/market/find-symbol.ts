import { ok, type Result } from "../errors";
import { findNearSymbols } from "./find-near-symbols";
import { listReadings, splitName } from "./list-readings";

/**
 * The symbol among `listed` that a text means: BTC, btc, BTCUSDT, BTC-USD, bitcoin, XBT. What is listed as it was typed
 * wins over what can be read into it. The error is up to five symbols that are near, the nearest first.
 */
export function findSymbol(text: string, listed: readonly string[]): Result<string, readonly string[]> {
  const byName = new Map<string, string>();
  for (const symbol of listed) {
    const name = splitName(symbol).join("");
    if (name !== "" && !byName.has(name)) byName.set(name, symbol);
  }
  const typed = splitName(text).join("");
  const readings = listReadings(text).map(({ symbol }) => symbol);
  for (const name of [typed, ...readings]) {
    const symbol = byName.get(name);
    if (symbol !== undefined) return ok(symbol);
  }
  return { ok: false, error: findNearSymbols([...new Set([typed, ...readings])], listed) };
}
