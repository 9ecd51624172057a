import { createCappedCache } from "../create-capped-cache";
import { failed, type Outcome } from "../failure";
import { createFlights } from "../resilience/create-flights";
import { createTurns } from "../resilience/create-turns";
import type { Study } from "./study";

/** Studies that were made lately. */
export interface StudyShelf {
  /**
   * What is kept under the key, else what `make` gives: once, however many ask at the same time, and two studies at once. The key names
   * all that the study hangs on, `of` its coin: studies of one coin leave room for those of others. Failures: cancelled, timed_out, busy
   * (too many wait), those of `make`.
   */
  get(
    study: { readonly key: string; readonly of: string },
    make: (signal: AbortSignal) => Promise<Outcome<Study>>,
    signal: AbortSignal,
  ): Promise<Outcome<Study>>;
}

/** About 10 kB each. */
const MOST_KEPT = 64;
/** A long one does not hold up a short one. */
const AT_ONCE = 2;
const MOST_WAITING = 16;
/** Of one coin, being made or waiting. */
const MOST_OF_ONE = 3;
const LONGEST_MS = 20_000;

export function createStudyShelf(): StudyShelf {
  const kept = createCappedCache<Study>(MOST_KEPT);
  const flights = createFlights<Study>({ late: failed("timed_out"), gone: failed("cancelled") });
  const turns = createTurns({ atOnce: AT_ONCE, waiting: MOST_WAITING });

  const busyWith = new Map<string, number>();
  const count = (of: string, more: number): void => {
    const now = (busyWith.get(of) ?? 0) + more;
    if (now === 0) busyWith.delete(of);
    else busyWith.set(of, now);
  };

  return {
    async get({ key, of }, make, signal) {
      const there = kept.get(key);
      if (there) return { ok: true, value: there };
      const shared = await flights.share({
        keys: [key],
        signal,
        ms: LONGEST_MS,
        work: async (_keys, own) => {
          if ((busyWith.get(of) ?? 0) >= MOST_OF_ONE) return failed("busy", { retryAfterS: 2 });
          count(of, 1);
          const made = await turns.take(own, () => make(own)).finally(() => count(of, -1));
          if (made === null) return failed(own.aborted ? "cancelled" : "busy", { retryAfterS: 2 });
          if (!made.ok) return made;
          kept.set(key, made.value);
          return { ok: true, value: [made.value] };
        },
      });
      if (!shared.ok) return shared;
      const [study] = shared.value;
      return study ? { ok: true, value: study } : failed("internal");
    },
  };
}
