import type { ArchiveCounts, NewsFilter } from "./news-archive";

/** What lists need of one version. `seq` counts versions from 1, without gaps; `item` is that of the item's first one, `storyNo` of its story's first item. */
export interface IndexRow {
  readonly seq: number;
  readonly item: number;
  readonly storyNo: number;
  /** No earlier item of its story is from its source. */
  readonly firstOfSource: boolean;
  readonly id: string;
  readonly source: string;
  readonly outlet: string;
  /** Lower case. */
  readonly language: string | null;
  /** Of `moodNumbers`; 0 where nobody could read it. */
  readonly mood: number;
  readonly symbols: readonly string[];
  readonly sortAt: number;
  /** Its words, as they are weighed. */
  readonly words: number;
  /** Wall time. */
  readonly keptAt: number;
  /** Published in a month or year of which no day is told. */
  readonly isVague: boolean;
}

/** Numbers of `mood`. What abstained has no label here. */
export const moodNumbers = { bullish: 1, neutral: 2, bearish: 3, unclear: 4 } as const;

/** Narrow columns of an archive in memory, about 120 bytes a version. Rows are only ever added: as of a moment it stays as it was. */
export interface NewsIndex {
  /** The archive that it is of: `seq` of another one is none of this. */
  readonly of: string;
  readonly lastSeq: () => number;
  /** Adds what comes next; `superseded` tells which versions are no longer the latest, and since which. */
  add(rows: readonly IndexRow[], superseded: readonly (readonly [old: number, newer: number])[]): void;
  readonly idOf: (seq: number) => string;
  readonly storyOf: (seq: number) => number;
  readonly sortAtOf: (seq: number) => number;
  readonly moodOf: (seq: number) => number;
  readonly isVague: (seq: number) => boolean;
  readonly wordsOf: (seq: number) => number;
  /** Latest versions as of then, and their mean length in words. */
  collection(asOf: number): { readonly items: number; readonly meanWords: number };
  /** Numbers of the coins of a version; their symbols stand in `symbols`. */
  readonly coinsOf: (seq: number) => readonly number[];
  readonly symbols: readonly string[];
  readonly isLatest: (seq: number, asOf: number) => boolean;
  /** Tells whether a version is meant by a filter, its times left out. */
  matcher(filter: NewsFilter, asOf: number, folded: boolean): (seq: number) => boolean;
  /** Versions by `sortAt`, then by id backwards, the oldest first. */
  readonly inOrder: () => Int32Array;
  /** How many of `inOrder` come before a time; before what stands at that time under later ids, where one is named. */
  before(at: number, id?: string): number;
  /** Items of a story as of then, and the outlets of the first few. */
  copiesOf(
    storyNo: number,
    asOf: number,
    most: number,
  ): { readonly items: number; readonly outlets: readonly string[] };
  counts(): ArchiveCounts;
}

const KEPT_COLLECTIONS = 50;
const NO_COINS: readonly number[] = [];

/** Texts by number, each once. */
function createNames() {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    names,
    find: (name: string): number => numbers.get(name) ?? -1,
    take(name: string): number {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
  };
}

export function createNewsIndex(of: string): NewsIndex {
  const [sources, outlets, languages, coins] = [createNames(), createNames(), createNames(), createNames()];
  // Places are `seq`; the first is not used.
  let room = 1_024;
  const int = (old?: Int32Array): Int32Array<ArrayBuffer> => {
    const grown = new Int32Array(room);
    if (old) grown.set(old);
    return grown;
  };
  let [item, storyNo, source, outlet, language, newer, nextInStory, lastOfStory, words] = Array.from(
    { length: 9 },
    () => int(),
  ) as [Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array, Int32Array];
  let marks = new Uint8Array(room);
  let sortAt = new Float64Array(room);
  const ids: string[] = [""];
  const coinLists: (readonly number[])[] = [NO_COINS];
  // Few combinations of coins there are: each list is kept once.
  const coinSets = new Map<string, readonly number[]>();
  let order: Int32Array = new Int32Array(0);
  const live = { last: 0, stories: 0, items: 0, keptAt: null as number | null };
  const bySource: { items: number; newest: number }[] = [];
  const collections = new Map<number, { readonly items: number; readonly meanWords: number }>();

  const makeRoom = (most: number): void => {
    if (most < room) return;
    room = Math.max(most + 1, Math.ceil(room * 1.5));
    [item, storyNo, source, outlet, language, newer, nextInStory, lastOfStory, words] = [
      int(item),
      int(storyNo),
      int(source),
      int(outlet),
      int(language),
      int(newer),
      int(nextInStory),
      int(lastOfStory),
      int(words),
    ];
    const [oldMarks, oldSortAt] = [marks, sortAt];
    marks = new Uint8Array(room);
    marks.set(oldMarks);
    sortAt = new Float64Array(room);
    sortAt.set(oldSortAt);
  };

  const at = (column: Int32Array | Float64Array | Uint8Array, seq: number): number => column[seq] ?? 0;
  const idOf = (seq: number): string => ids[seq] ?? "";
  /** Below zero: the first stands before the other in `order`. */
  const compare = (one: number, other: number): number => {
    const apart = at(sortAt, one) - at(sortAt, other);
    if (apart !== 0) return apart;
    const [a, b] = [idOf(one), idOf(other)];
    return a === b ? one - other : a > b ? -1 : 1;
  };

  const coinsOf = (symbols: readonly string[]): readonly number[] => {
    if (symbols.length === 0) return NO_COINS;
    const name = symbols.join(" ");
    const known = coinSets.get(name) ?? symbols.map(coins.take);
    coinSets.set(name, known);
    return known;
  };

  const merge = (fresh: Int32Array): void => {
    fresh.sort(compare);
    const merged = new Int32Array(order.length + fresh.length);
    let [left, right] = [order.length - 1, fresh.length - 1];
    for (let place = merged.length - 1; place >= 0; place -= 1) {
      if (right < 0) {
        // What is older than all that is new stays where it is.
        merged.set(order.subarray(0, left + 1));
        break;
      }
      const older = left >= 0 && compare(at(order, left), at(fresh, right)) > 0;
      merged[place] = older ? at(order, left) : at(fresh, right);
      if (older) left -= 1;
      else right -= 1;
    }
    order = merged;
  };

  const isLatest = (seq: number, asOf: number): boolean => {
    const later = at(newer, seq);
    return seq <= asOf && (later === 0 || later > asOf);
  };

  /** Whether none of these sources told its story before it did. */
  const leads = (seq: number, among: ReadonlySet<number>): boolean => {
    for (let each = at(storyNo, seq); each !== 0 && each < at(item, seq); each = at(nextInStory, each)) {
      if (among.has(at(source, each))) return false;
    }
    return true;
  };

  return {
    of,
    lastSeq: () => live.last,
    add(rows, superseded) {
      const fresh = new Int32Array(rows.length);
      for (const [place, row] of rows.entries()) {
        const { seq } = row;
        makeRoom(seq);
        fresh[place] = seq;
        item[seq] = row.item;
        storyNo[seq] = row.storyNo;
        source[seq] = sources.take(row.source);
        outlet[seq] = outlets.take(row.outlet);
        language[seq] = row.language === null ? -1 : languages.take(row.language);
        marks[seq] = row.mood + (row.firstOfSource ? 8 : 0) + (row.isVague ? 16 : 0);
        sortAt[seq] = row.sortAt;
        words[seq] = row.words;
        ids[seq] = row.id;
        coinLists[seq] = coinsOf(row.symbols);
        live.last = seq;
        // Clocks are set back; what was kept was kept.
        live.keptAt = Math.max(live.keptAt ?? row.keptAt, row.keptAt);
        bySource[at(source, seq)] ??= { items: 0, newest: row.sortAt };
        const own = bySource[at(source, seq)];
        if (own) own.newest = Math.max(own.newest, row.sortAt);
        if (row.item !== seq) continue;
        live.items += 1;
        if (own) own.items += 1;
        if (row.storyNo === seq) live.stories += 1;
        else nextInStory[at(lastOfStory, row.storyNo)] = seq;
        lastOfStory[row.storyNo] = seq;
      }
      for (const [old, later] of superseded) newer[old] = later;
      merge(fresh);
    },
    idOf,
    storyOf: (seq) => at(storyNo, seq),
    sortAtOf: (seq) => at(sortAt, seq),
    moodOf: (seq) => at(marks, seq) & 7,
    isVague: (seq) => (at(marks, seq) & 16) !== 0,
    wordsOf: (seq) => at(words, seq),
    collection(asOf) {
      const known = collections.get(asOf);
      if (known) return known;
      let [items, all] = [0, 0];
      for (let seq = 1; seq <= asOf; seq += 1) {
        if (!isLatest(seq, asOf)) continue;
        items += 1;
        all += at(words, seq);
      }
      if (collections.size >= KEPT_COLLECTIONS) collections.clear();
      const collection = { items, meanWords: Math.max(1, all) / Math.max(1, items) };
      collections.set(asOf, collection);
      return collection;
    },
    coinsOf: (seq) => coinLists[seq] ?? NO_COINS,
    symbols: coins.names,
    isLatest,
    matcher(filter, asOf, folded) {
      const among = filter.sources && new Set(filter.sources.map(sources.find));
      const tag = filter.language?.toLowerCase();
      const tongues =
        tag === undefined
          ? null
          : new Set(languages.names.flatMap((name, at) => (name === tag || name.startsWith(`${tag}-`) ? [at] : [])));
      const mood = filter.label === undefined ? 0 : moodNumbers[filter.label];
      const coin = filter.symbol === undefined ? null : coins.find(filter.symbol);
      return (seq) => {
        if (!isLatest(seq, asOf)) return false;
        if (mood !== 0 && (at(marks, seq) & 7) !== mood) return false;
        if (among && !among.has(at(source, seq))) return false;
        if (coin !== null && !(coinLists[seq] ?? NO_COINS).includes(coin)) return false;
        if (tongues && !tongues.has(at(language, seq))) return false;
        if (!folded) return true;
        if (!among) return at(item, seq) === at(storyNo, seq);
        return at(marks, seq) >= 8 && (among.size === 1 || leads(seq, among));
      };
    },
    inOrder: () => order,
    before(time, id) {
      let [low, high] = [0, order.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const seq = at(order, middle);
        const apart = at(sortAt, seq) - time;
        if (apart < 0 || (apart === 0 && id !== undefined && idOf(seq) > id)) low = middle + 1;
        else high = middle;
      }
      return low;
    },
    copiesOf(first, asOf, most) {
      const names = new Set<number>();
      let items = 0;
      for (let seq = first; seq !== 0 && seq <= asOf; seq = at(nextInStory, seq)) {
        items += 1;
        if (names.size < most) names.add(at(outlet, seq));
      }
      return { items, outlets: [...names].map((name) => outlets.names[name] ?? "") };
    },
    counts() {
      const latest = (seq: number): boolean => isLatest(seq, live.last);
      const first = order.find(latest);
      const last = order.findLast(latest);
      return {
        items: live.items,
        stories: live.stories,
        first: first === undefined ? null : at(sortAt, first),
        last: last === undefined ? null : at(sortAt, last),
        keptAt: live.keptAt,
        bySource: new Map(
          sources.names.flatMap((name, number) => {
            const own = bySource[number];
            return own ? [[name, { ...own }] as const] : [];
          }),
        ),
      };
    },
  };
}
