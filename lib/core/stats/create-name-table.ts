import { foldName, foldTime } from "./fold-sheet";
import { emptySheet, type Sheet } from "./sheet";

/** A sheet as two lists of numbers: a hundredth of the time to add up, and a tenth of the memory. */
export interface Packed {
  /** Places of names in the table. */
  readonly ids: Uint16Array;
  readonly counts: Uint32Array;
}

export interface NameTable {
  /** `attempt/a/answered` for what was counted, `attempt/a#117` for a bucket of durations. */
  readonly names: readonly string[];
  pack(sheet: Sheet): Packed;
  /** The sum of all of them. */
  unpack(all: Iterable<Packed>): Sheet;
  /** The same as a slot tells it: `foldSheets`. */
  unpackFolded(all: Iterable<Packed>): Sheet;
  /** Packs what another table packed. */
  take(names: readonly string[], packed: Packed): Packed;
}

/** Names come from closed lists, and buckets are a few hundred; what is beyond is not told apart over time. */
const MOST = 65_535;
const MOST_COUNT = 0xffff_ffff;

/** Gives each name a number, so that many sheets of the same names are numbers alone. */
export function createNameTable(): NameTable {
  const ids = new Map<string, number>();
  const names: string[] = [];
  const whole = createColumn();
  const folded = createColumn();

  const idOf = (name: string): number | undefined => {
    const known = ids.get(name);
    if (known !== undefined || names.length >= MOST) return known;
    ids.set(name, names.length);
    const [counted = "", bucket = null] = name.split("#");
    whole.push(counted, bucket);
    folded.push(bucket === null ? foldName(counted) : foldTime(counted), bucket);
    return names.push(name) - 1;
  };

  const packEntries = (entries: readonly (readonly [name: string, count: number])[]): Packed => {
    const packed = { ids: new Uint16Array(entries.length), counts: new Uint32Array(entries.length) };
    let length = 0;
    for (const [name, count] of entries) {
      const id = idOf(name);
      if (id === undefined) continue;
      packed.ids[length] = id;
      packed.counts[length] = Math.min(count, MOST_COUNT);
      length += 1;
    }
    return { ids: packed.ids.slice(0, length), counts: packed.counts.slice(0, length) };
  };

  return {
    names,
    pack({ counts, times }) {
      const entries = Object.entries(counts);
      for (const [name, buckets] of Object.entries(times)) {
        for (const [bucket, count] of Object.entries(buckets)) entries.push([`${name}#${bucket}`, count]);
      }
      return packEntries(entries);
    },
    unpack: whole.sum,
    unpackFolded: folded.sum,
    take: (theirs, packed) =>
      packEntries([...packed.ids].map((id, index) => [theirs[id] ?? "", packed.counts[index] ?? 0])),
  };
}

/** What each place of the table counts as. */
function createColumn() {
  /** For each place of the table a cell; several may have the same. Negative: none. */
  const cellOf: number[] = [];
  const cells: (readonly [counted: string, bucket: string | null])[] = [];
  const known = new Map<string, number>();
  /** Zeros, between one sum and the next. */
  let sums = new Float64Array(256);

  return {
    /** For the next place; null: it counts as nothing. */
    push(counted: string | null, bucket: string | null): void {
      const key = `${counted}#${bucket}`;
      const cell = counted === null ? -1 : (known.get(key) ?? cells.length);
      cellOf.push(cell);
      if (counted === null || cell < cells.length) return;
      known.set(key, cell);
      cells.push([counted, bucket]);
    },
    sum(all: Iterable<Packed>): Sheet {
      if (sums.length < cells.length) sums = new Float64Array(2 * cells.length);
      const used: number[] = [];
      for (const { ids, counts } of all) {
        // By place: an iterator takes several times as long.
        for (let index = 0; index < ids.length; index += 1) {
          const cell = cellOf[ids[index] ?? 0] ?? -1;
          const count = counts[index] ?? 0;
          if (cell < 0 || count === 0) continue;
          const before = sums[cell] ?? 0;
          if (before === 0) used.push(cell);
          sums[cell] = before + count;
        }
      }
      const sheet = emptySheet();
      for (const cell of used) {
        const [counted, bucket] = cells[cell] ?? ["", null];
        const sum = sums[cell] ?? 0;
        sums[cell] = 0;
        if (bucket === null) sheet.counts[counted] = sum;
        else {
          sheet.times[counted] ??= {};
          sheet.times[counted][bucket] = sum;
        }
      }
      return sheet;
    },
  };
}
