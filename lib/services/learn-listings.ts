import { failed, type Outcome } from "../core/failure";
import type { CandleSource, Listing } from "../core/market/candle-source";
import { endWithin } from "../core/with-deadline";

/** How long a catalogue may take of which nothing is known yet. */
const LISTINGS_MS = 3_000;

/** What a source of prices has. */
export const listingsOf = (source: CandleSource, signal: AbortSignal): Promise<Outcome<readonly Listing[]>> =>
  endWithin<Outcome<readonly Listing[]>>(
    { signal, ms: LISTINGS_MS, late: failed("timed_out"), gone: failed("cancelled") },
    (inner) => source.listings(inner),
  );

/** Asks each source that is on what it has, so that it is known from then on. Never fails, and ends within seconds. */
export async function learnListings(sources: readonly CandleSource[], signal: AbortSignal): Promise<void> {
  await Promise.all(
    sources.filter((source) => source.look().state !== "off").map((source) => listingsOf(source, signal)),
  );
}
