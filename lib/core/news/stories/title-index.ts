/** Places where a title can be found: keys, one for each shelf. 0 stands for none. */
export type Keys = Int32Array;

export interface TitleIndex<T> {
  add(keys: Keys, value: T): void;
  /** What stands at the same key of a shelf, newest first on each, each once; `most` on a shelf at the most. */
  visit(keys: Keys, most: number, visitor: (value: T) => void): void;
  /** What was put in by now, without what was pushed out. */
  size(): number;
}

const SMALLEST = 1_024;
/** Steps along a chain: others may stand in it. */
const MOST_STEPS = 256;
const LAST_NUMBER = 2 ** 30;

/**
 * Chains in typed arrays: a head for each place, and for each entry the one before it. Entries are numbered on and on, and live in a ring
 * of `capacity`: who is pushed out needs no search, since a chain leads from newer to older ones and ends at the first that is gone.
 * Takes 12 bytes for each entry and shelf, and grows by doubling.
 */
export function createTitleIndex<T>(shelves: number, capacity: number, leaves: (value: T) => void): TitleIndex<T> {
  let room = Math.min(SMALLEST, capacity);
  let places = 1;
  let keysOf = new Int32Array(0);
  let before = new Int32Array(0);
  let heads = new Int32Array(0);
  let values: (T | undefined)[] = [];
  let seen = new Int32Array(0);
  let visits = 0;
  /** Numbers of the first that is there, and of the next one to come. */
  let [first, next] = [0, 0];

  const link = (entry: number): void => {
    const at = (entry % room) * shelves;
    for (let shelf = 0; shelf < shelves; shelf += 1) {
      const key = keysOf[at + shelf] ?? 0;
      if (key === 0) continue;
      const head = shelf * places + (key & (places - 1));
      before[at + shelf] = heads[head] ?? -1;
      heads[head] = entry;
    }
  };

  const makeRoom = (wanted: number): void => {
    const [oldKeys, oldValues, oldRoom] = [keysOf, values, room];
    room = wanted;
    places = 2 ** Math.ceil(Math.log2(room));
    keysOf = new Int32Array(room * shelves);
    before = new Int32Array(room * shelves).fill(-1);
    heads = new Int32Array(places * shelves).fill(-1);
    seen = new Int32Array(room);
    values = new Array<T | undefined>(room).fill(undefined);
    const [from, to] = [first, next];
    [first, next, visits] = [0, to - from, 0];
    for (let entry = 0; entry < next; entry += 1) {
      const old = (from + entry) % oldRoom;
      keysOf.set(oldKeys.subarray(old * shelves, (old + 1) * shelves), entry * shelves);
      values[entry] = oldValues[old];
      link(entry);
    }
  };
  makeRoom(room);

  const walk = (shelf: number, key: number, most: number, visitor: (value: T) => void): void => {
    let entry = heads[shelf * places + (key & (places - 1))] ?? -1;
    let found = 0;
    for (let step = 0; step < MOST_STEPS && entry >= first && found < most; step += 1) {
      const at = entry % room;
      if (keysOf[at * shelves + shelf] === key) {
        found += 1;
        const value = values[at];
        if (value !== undefined && seen[at] !== visits) visitor(value);
        seen[at] = visits;
      }
      entry = before[at * shelves + shelf] ?? -1;
    }
  };

  const restart = (): number => {
    seen.fill(0);
    return 1;
  };

  return {
    add: (keys, value) => {
      // Numbers begin anew long before they do not fit any more.
      if (next >= LAST_NUMBER) makeRoom(room);
      if (next - first === room) {
        if (room < capacity) makeRoom(Math.min(capacity, room * 2));
        else {
          const gone = values[first % room];
          first += 1;
          if (gone !== undefined) leaves(gone);
        }
      }
      const at = next % room;
      keysOf.set(keys, at * shelves);
      values[at] = value;
      seen[at] = 0;
      link(next);
      next += 1;
    },
    visit: (keys, most, visitor) => {
      visits = visits >= LAST_NUMBER ? restart() : visits + 1;
      for (let shelf = 0; shelf < shelves; shelf += 1) {
        const key = keys[shelf] ?? 0;
        if (key !== 0) walk(shelf, key, most, visitor);
      }
    },
    size: () => next - first,
  };
}
