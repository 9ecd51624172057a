import type { CandleSource } from "../core/market/candle-source";
import { createSampleMarket } from "../core/market/sample/create-sample-market";
import type { Clock, Report } from "../core/ports";
import type { Env } from "./env";

/** Puts together where prices come from, in the order in which they are asked. Nothing is read yet. */
export function createMarket({ clock }: { readonly env: Env; readonly clock: Clock; readonly warn: Report }) {
  const sources: readonly CandleSource[] = [createSampleMarket({ clock })];
  return { sources, close(): void {} };
}
