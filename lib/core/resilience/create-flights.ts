import type { Outcome } from "../failure";
import { endWithin } from "../with-deadline";

/** Shares work between callers that ask for the same thing at the same time. */
export interface Flights<T> {
  /**
   * Gives a value for each key, in order. Keys that are on their way already are waited for; the others leave together, once each, under a
   * deadline of `ms`. A caller that goes away leaves the work to those who still wait; the last one to leave ends it.
   */
  share(args: {
    readonly keys: readonly string[];
    readonly signal: AbortSignal;
    readonly ms: number;
    /** Values in the order of the keys it is given. */
    readonly work: (keys: readonly string[], signal: AbortSignal) => Promise<Outcome<readonly T[]>>;
  }): Promise<Outcome<readonly T[]>>;
  /** How many keys are on their way. */
  size(): number;
}

interface Flight<T> {
  readonly result: Promise<Outcome<ReadonlyMap<string, T>>>;
  readonly leave: () => void;
  waiting: number;
}

export function createFlights<T>(outcomes: {
  readonly late: Outcome<never>;
  readonly gone: Outcome<never>;
}): Flights<T> {
  const onTheWay = new Map<string, Flight<T>>();

  const depart = (
    keys: readonly string[],
    ms: number,
    work: (keys: readonly string[], signal: AbortSignal) => Promise<Outcome<readonly T[]>>,
  ): Flight<T> => {
    const everyoneLeft = new AbortController();
    const run = async (): Promise<Outcome<ReadonlyMap<string, T>>> => {
      try {
        const outcome = await endWithin<Outcome<readonly T[]>>(
          { signal: everyoneLeft.signal, ms, ...outcomes },
          (signal) => work(keys, signal),
        );
        if (!outcome.ok) return outcome;
        return { ok: true, value: new Map(keys.map((key, index) => [key, outcome.value[index] as T])) };
      } finally {
        forget();
      }
    };
    // A key may have left again with a later flight.
    const forget = (): void => {
      for (const key of keys) if (onTheWay.get(key) === flight) onTheWay.delete(key);
    };
    const leave = (): void => {
      // At once: who comes in the same moment must not join a flight that is being given up.
      forget();
      everyoneLeft.abort();
    };
    const flight: Flight<T> = { result: Promise.resolve().then(run), leave, waiting: 0 };
    for (const key of keys) onTheWay.set(key, flight);
    return flight;
  };

  return {
    size: () => onTheWay.size,
    async share({ keys, signal, ms, work }) {
      if (signal.aborted) return outcomes.gone;
      const joined = new Set(keys.flatMap((key) => onTheWay.get(key) ?? []));
      const rest = [...new Set(keys.filter((key) => !onTheWay.has(key)))];
      const flights = [...joined, ...(rest.length === 0 ? [] : [depart(rest, ms, work)])];
      for (const flight of flights) flight.waiting += 1;
      try {
        const landed = await endWithin<Outcome<readonly ReadonlyMap<string, T>[]>>({ signal, ms, ...outcomes }, () =>
          collect(flights),
        );
        if (!landed.ok) return landed;
        return { ok: true, value: keys.map((key) => landed.value.find((map) => map.has(key))?.get(key) as T) };
      } finally {
        for (const flight of flights) {
          flight.waiting -= 1;
          if (flight.waiting === 0) flight.leave();
        }
      }
    },
  };
}

async function collect<T>(flights: readonly Flight<T>[]): Promise<Outcome<readonly ReadonlyMap<string, T>[]>> {
  const maps: ReadonlyMap<string, T>[] = [];
  for (const outcome of await Promise.all(flights.map(({ result }) => result))) {
    if (!outcome.ok) return outcome;
    maps.push(outcome.value);
  }
  return { ok: true, value: maps };
}
