import { failed, type Outcome } from "../failure";
import { createFlights } from "../resilience/create-flights";
import { createTurns } from "../resilience/create-turns";
import type { Study } from "./study";

/** Studies that were made lately. */
export interface StudyShelf {
  /**
   * What is kept under the key, else what `make` gives: once, however many ask at the same time, and one study after the other. The key
   * names all that the study hangs on. Failures: cancelled, timed_out, busy (too many wait), those of `make`.
   */
  get(
    key: string,
    signal: AbortSignal,
    make: (signal: AbortSignal) => Promise<Outcome<Study>>,
  ): Promise<Outcome<Study>>;
}

/** About 10 kB each. */
const MOST_KEPT = 64;
const MOST_WAITING = 8;
const LONGEST_MS = 20_000;

export function createStudyShelf(): StudyShelf {
  const kept = new Map<string, Study>();
  const flights = createFlights<Study>({ late: failed("timed_out"), gone: failed("cancelled") });
  const turns = createTurns({ atOnce: 1, waiting: MOST_WAITING });

  const keep = (key: string, study: Study): void => {
    kept.delete(key);
    kept.set(key, study);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
  };

  return {
    async get(key, signal, make) {
      const there = kept.get(key);
      if (there) {
        keep(key, there);
        return { ok: true, value: there };
      }
      const shared = await flights.share({
        keys: [key],
        signal,
        ms: LONGEST_MS,
        work: async (_keys, own) => {
          const made = await turns.take(own, () => make(own));
          if (made === null) return failed(own.aborted ? "cancelled" : "busy", { retryAfterS: 2 });
          if (!made.ok) return made;
          keep(key, made.value);
          return { ok: true, value: [made.value] };
        },
      });
      if (!shared.ok) return shared;
      const [study] = shared.value;
      return study ? { ok: true, value: study } : failed("internal");
    },
  };
}
