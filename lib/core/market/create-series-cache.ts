import { failed, type Outcome } from "../failure";
import { createFlights } from "../resilience/create-flights";
import { bytesOf, type Candles } from "./candles";

/** Series that were read lately, so many bytes of them. */
export interface SeriesCache {
  /**
   * What is kept under the key, else what `make` gives: once, however many ask at the same time. The key names the content, as a file's
   * digest and the timeframe: what is under it never changes. The caller's leaving ends the work where nobody else waits for it.
   */
  get(
    key: string,
    signal: AbortSignal,
    make: (signal: AbortSignal) => Promise<Outcome<Candles>>,
  ): Promise<Outcome<Candles>>;
  bytes(): number;
}

const MOST_BYTES = 128_000_000;
const LONGEST_MS = 60_000;
/** Of an entry beside its candles, so that no number of small ones is free. */
const ENTRY_BYTES = 512;

/** Keeps what was used last; a series that alone is too large is given and not kept. */
export function createSeriesCache({
  mostBytes = MOST_BYTES,
  longestMs = LONGEST_MS,
}: {
  readonly mostBytes?: number;
  readonly longestMs?: number;
} = {}): SeriesCache {
  const kept = new Map<string, Candles>();
  const flights = createFlights<Candles>({ late: failed("timed_out"), gone: failed("cancelled") });
  let bytes = 0;
  const sizeOf = (candles: Candles): number => bytesOf(candles) + ENTRY_BYTES;

  const remove = (key: string): Candles | undefined => {
    const candles = kept.get(key);
    if (candles && kept.delete(key)) bytes -= sizeOf(candles);
    return candles;
  };
  const keep = (key: string, candles: Candles): void => {
    remove(key);
    if (sizeOf(candles) > mostBytes) return;
    kept.set(key, candles);
    bytes += sizeOf(candles);
    for (const oldest of kept.keys()) {
      if (bytes <= mostBytes) break;
      remove(oldest);
    }
  };

  return {
    bytes: () => bytes,
    async get(key, signal, make) {
      const there = remove(key);
      if (there) {
        keep(key, there);
        return { ok: true, value: there };
      }
      const shared = await flights.share({
        keys: [key],
        signal,
        ms: longestMs,
        work: async (_keys, own) => {
          const made = await make(own);
          if (!made.ok) return made;
          keep(key, made.value);
          return { ok: true, value: [made.value] };
        },
      });
      if (!shared.ok) return shared;
      const [candles] = shared.value;
      return candles ? { ok: true, value: candles } : failed("internal");
    },
  };
}
