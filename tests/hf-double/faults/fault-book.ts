import { createRandom, type Random } from "../engine/random";
import type { Service } from "../engine/types";
import { drawDelay } from "./draw-delay";
import { type Fault, type FaultInput, faultSchema } from "./fault-schema";
import { lowerNames } from "./lower-names";
import { matchPath } from "./match-path";

/** What strikes one request: delays add up, header changes add up, and one fault at most decides the answer. */
interface Strike {
  readonly fault: Fault | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly delayMs: number;
  readonly kinds: readonly string[];
}

export interface SetFault {
  readonly id: number;
  /** How often it has struck. */
  hits(): number;
  remove(): void;
}

export interface FaultBook {
  /** Adds a fault; earlier ones go first. Throws a ZodError on a fault that cannot be. */
  add(input: FaultInput): SetFault;
  remove(id: number): boolean;
  strike(target: { service: Service; method: string; path: string }): Strike;
  /** Whether a new connection is refused: while a lasting `refuse` without a path, a method or a delay covers the service. Counts as a hit. */
  refuses(service: Service): boolean;
  list(): readonly { id: number; hits: number; fault: Fault }[];
  clear(): void;
}

const MOST_FAULTS = 200;

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  readonly fits: (path: string) => boolean;
  readonly setAt: number;
  seen: number;
  hits: number;
}

/** Holds the faults that are set, and decides which of them strike a request. Seeded: the same requests meet the same. */
export function createFaultBook(seed: number): FaultBook {
  let random: Random = createRandom(seed);
  let entries: Entry[] = [];
  let nextId = 1;

  const fires = (entry: Entry): boolean => {
    const { after = 0, times = Number.POSITIVE_INFINITY, probability = 1, flap } = entry.fault;
    const position = entry.seen - after;
    entry.seen += 1;
    if (position < 0 || entry.hits >= times) return false;
    if (flap !== undefined) {
      const phase = flap.unit === "requests" ? position : performance.now() - entry.setAt;
      if (phase % (flap.bad + flap.good) >= flap.bad) return false;
    }
    if (probability < 1 && random() >= probability) return false;
    entry.hits += 1;
    return true;
  };

  const covers = ({ fault, fits }: Entry, target: { service: Service; method: string; path: string }): boolean =>
    (fault.service ?? target.service) === target.service &&
    (fault.method ?? target.method).toUpperCase() === target.method &&
    fits(target.path);

  const remove = (id: number): boolean => {
    const before = entries.length;
    entries = entries.filter((entry) => entry.id !== id);
    return entries.length < before;
  };

  return {
    remove,
    add(input) {
      if (entries.length >= MOST_FAULTS) throw new RangeError(`At most ${MOST_FAULTS} faults can be set at once.`);
      const fault = faultSchema.parse(input);
      const entry = { id: nextId++, fault, fits: matchPath(fault.path), setAt: performance.now(), seen: 0, hits: 0 };
      entries.push(entry);
      return { id: entry.id, hits: () => entry.hits, remove: () => void remove(entry.id) };
    },
    strike(target) {
      let decisive: Fault | null = null;
      let delayMs = 0;
      const headers: Record<string, string> = {};
      const kinds: string[] = [];
      for (const entry of entries) {
        const { fault } = entry;
        const adds = fault.kind === "latency" || fault.kind === "headers";
        if ((decisive !== null && !adds) || !covers(entry, target) || !fires(entry)) continue;
        kinds.push(fault.kind);
        if (fault.delay !== undefined) delayMs += drawDelay(fault.delay, random);
        if (fault.kind === "headers") Object.assign(headers, lowerNames(fault.set));
        if (!adds) decisive = fault;
      }
      return { fault: decisive, headers, delayMs, kinds };
    },
    refuses(service) {
      const entry = entries.find(({ fault }) => {
        if (fault.kind !== "refuse" || (fault.service ?? service) !== service) return false;
        const { path, method, times, after, probability, flap, delay } = fault;
        return [path, method, times, after, probability, flap, delay].every((limit) => limit === undefined);
      });
      if (entry === undefined) return false;
      entry.hits += 1;
      return true;
    },
    list: () => entries.map(({ id, hits, fault }) => ({ id, hits, fault })),
    clear() {
      entries = [];
      random = createRandom(seed);
    },
  };
}
