import { foldPhrase } from "./fold-phrase";

export interface Leak {
  readonly index: number;
  readonly why: string;
}
interface Nearest {
  readonly index: number;
  readonly text: string;
  readonly similarity: number;
}
export interface LeakSearch {
  /** Takes one text of a set into account. */
  add(text: string, place: string): void;
  leaks(): readonly Leak[];
  nearest(): Nearest | undefined;
}

const RUN = 8;
const GRAM = 5;
const TOO_NEAR = 0.6;
/** Less likeness than this is not looked for. */
const OF_INTEREST = 0.4;
/** So many shared grams make a phrase worth comparing whole. */
const SEEN = 5;

function gramsOf(folded: string): Set<string> {
  const padded = ` ${folded} `;
  const grams = new Set<string>();
  for (let at = 0; at + GRAM <= padded.length; at++) grams.add(padded.slice(at, at + GRAM));
  return grams.size > 0 ? grams : grams.add(padded);
}

function runsOf(folded: string): string[] {
  const words = folded.split(" ");
  return words.slice(RUN - 1).map((_, at) => words.slice(at, at + RUN).join(" "));
}

/** Places of each item in the phrases: the sets are large and the phrasebook is small, so the phrasebook is indexed. */
function indexItems(lists: readonly Iterable<string>[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  lists.forEach((items, place) => {
    for (const item of items) {
      const places = index.get(item);
      if (places === undefined) index.set(item, [place]);
      else if (places.at(-1) !== place) places.push(place);
    }
  });
  return index;
}

/** Jaccard similarity; 0 where the sizes alone keep it under the bound. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>, bound: number): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size < bound * large.size) return 0;
  let both = 0;
  for (const gram of small) if (large.has(gram)) both += 1;
  return both / (one.size + other.size - both);
}

/** Finds phrases that equal a text, share eight words in a row with one, or share most five-letter runs. */
export function findLeaks(phrases: readonly string[]): LeakSearch {
  const folded = phrases.map(foldPhrase);
  const wholes = indexItems(folded.map((text) => [text]));
  const runs = indexItems(folded.map(runsOf));
  const gramSets = folded.map(gramsOf);
  const grams = indexItems(gramSets);
  const nowhere: readonly number[] = [];
  const found = new Map<string, Leak>();
  let nearest: Nearest | undefined;

  const note = (index: number, why: string): void => {
    found.set(`${index} ${why}`, { index, why });
  };
  const counts = new Uint16Array(phrases.length);
  const compareGrams = (text: string, whole: string, place: string): void => {
    const own = gramsOf(whole);
    const bound = Math.min(Math.max(nearest?.similarity ?? 0, OF_INTEREST), TOO_NEAR);
    counts.fill(0);
    const need = Math.ceil(bound * own.size);
    const least = Math.min(SEEN, need);
    const places = [...own].map((gram) => grams.get(gram) ?? nowhere).sort((one, other) => one.length - other.length);
    const candidates: number[] = [];
    // Whoever shares `need` grams shares `least` of the rarest ones: the common ones, long to follow, are left out.
    for (const list of places.slice(0, own.size - need + least))
      for (const index of list) {
        const count = (counts[index] ?? 0) + 1;
        counts[index] = count;
        if (count === least) candidates.push(index);
      }
    for (const index of candidates) {
      const similarity = likeness(own, gramSets[index] ?? new Set(), bound);
      if (similarity >= TOO_NEAR) note(index, `${place}: similarity ${similarity.toFixed(2)}`);
      if (similarity > (nearest?.similarity ?? 0)) nearest = { index, text, similarity };
    }
  };
  return {
    add(text, place) {
      const whole = foldPhrase(text);
      for (const index of wholes.get(whole) ?? []) note(index, `${place}: the same text`);
      for (const run of runsOf(whole))
        for (const index of runs.get(run) ?? []) note(index, `${place}: the same ${RUN} words, "${run}"`);
      compareGrams(text, whole, place);
    },
    leaks: () => [...found.values()],
    nearest: () => nearest,
  };
}
