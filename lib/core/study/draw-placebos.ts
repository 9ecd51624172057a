import { cutBlocks, type EventBlock } from "./cut-blocks";
import { listShifts } from "./list-shifts";
import type { Returns } from "./measure-returns";

/** Of one bar after the events: means of the draws, and how often they are as far out as the events' own. */
export interface Placebo {
  readonly means: Float64Array;
  readonly p: number;
}

/** With fewer blocks their spread cannot be told from them. */
const LEAST_SPREAD = 10;

interface Table {
  /** Where each block's shifts begin, and the end. */
  readonly starts: Uint32Array;
  readonly blocks: readonly EventBlock[];
  readonly shifts: readonly (readonly number[])[];
}

/**
 * What random times like those of the events would have given, for each bar of `returns`: each block of events is moved by a shift of its
 * own (see listShifts), so that what hangs together in one place hangs together in the other. Two-sided p of the mean's distance from the
 * centre of the draws in its own standard errors over blocks, which keeps the test right where events come when prices move more
 * (Chung & Romano 2013); with fewer than ten blocks, of the plain distance. With the +1 of Phipson & Smyth. Null: the caller has left.
 */
export async function drawPlacebos(
  {
    places,
    returns,
    horizons,
  }: { readonly places: Int32Array; readonly returns: Returns; readonly horizons: readonly number[] },
  draws: number,
  random: () => number,
  breathe: () => Promise<boolean>,
): Promise<readonly Placebo[] | null> {
  const table = await makeTable(places, returns, horizons, breathe);
  if (table === null) return null;
  const { blocks, shifts } = table;
  const choices = new Uint16Array(draws * blocks.length);
  for (let draw = 0; draw < draws; draw++) {
    for (let block = 0; block < blocks.length; block++)
      choices[draw * blocks.length + block] = Math.floor(random() * (shifts[block]?.length ?? 1));
    if (draw % 64 === 0 && !(await breathe())) return null;
  }
  const placebos: Placebo[] = [];
  for (const column of returns.after) {
    const placebo = await drawBar(table, places, column, choices, draws, breathe);
    if (placebo === null) return null;
    placebos.push(placebo);
  }
  return placebos;
}

async function makeTable(
  places: Int32Array,
  returns: Returns,
  horizons: readonly number[],
  breathe: () => Promise<boolean>,
): Promise<Table | null> {
  const blocks = cutBlocks(places, returns.after.length);
  const shifts: (readonly number[])[] = [];
  const starts = new Uint32Array(blocks.length + 1);
  for (const [at, block] of blocks.entries()) {
    const own = listShifts(block, places, returns, horizons);
    shifts.push(own);
    starts[at + 1] = (starts[at] ?? 0) + own.length;
    if (!(await breathe())) return null;
  }
  return { starts, blocks, shifts };
}

async function drawBar(
  { starts, blocks, shifts }: Table,
  places: Int32Array,
  column: Float64Array,
  choices: Uint16Array,
  draws: number,
  breathe: () => Promise<boolean>,
): Promise<Placebo | null> {
  const sums = new Float64Array(starts[blocks.length] ?? 0);
  const counts = new Float64Array(sums.length);
  for (const [at, { from, to }] of blocks.entries()) {
    for (const [of, shift] of (shifts[at] ?? []).entries()) {
      const slot = (starts[at] ?? 0) + of;
      for (let event = from; event < to; event++) {
        const value = column[(places[event] ?? 0) + shift] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        sums[slot] = (sums[slot] ?? 0) + value;
        counts[slot] = (counts[slot] ?? 0) + 1;
      }
    }
    if (at % 64 === 0 && !(await breathe())) return null;
  }
  const means = new Float64Array(draws);
  const errors = new Float64Array(draws);
  const measure = (choose: (block: number) => number): readonly [number, number] => {
    let [sum, n, squares, products, weights] = [0, 0, 0, 0, 0];
    for (let block = 0; block < blocks.length; block++) {
      const slot = (starts[block] ?? 0) + choose(block);
      const [value, count] = [sums[slot] ?? 0, counts[slot] ?? 0];
      sum += value;
      n += count;
      squares += value * value;
      products += value * count;
      weights += count * count;
    }
    if (n === 0) return [0, 0];
    const mean = sum / n;
    return [mean, Math.sqrt(Math.max(0, squares - 2 * mean * products + mean * mean * weights)) / n];
  };
  for (let draw = 0; draw < draws; draw++) {
    const offset = draw * blocks.length;
    [means[draw], errors[draw]] = measure((block) => choices[offset + block] ?? 0);
    if (draw % 16 === 0 && !(await breathe())) return null;
  }
  const [mean, error] = measure(() => 0);
  const centre = means.reduce((sum, value) => sum + value, 0) / draws;
  const isSpread = blocks.length >= LEAST_SPREAD;
  const distance = (value: number, its: number): number => Math.abs(value - centre) / (isSpread && its > 0 ? its : 1);
  const own = distance(mean, error) * (1 - 1e-9);
  let further = 0;
  for (let draw = 0; draw < draws; draw++) if (distance(means[draw] ?? 0, errors[draw] ?? 0) >= own) further++;
  return { means, p: (1 + further) / (1 + draws) };
}
