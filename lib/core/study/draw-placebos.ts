import { cutBlocks, type EventBlock } from "./cut-blocks";
import { listShifts } from "./list-shifts";
import type { Returns } from "./measure-returns";

/** Of one bar after the events: means of the draws, and how often they are as far out as the events' own. */
export interface Placebo {
  readonly means: Float64Array;
  /** Null where it was not asked for. */
  readonly p: number | null;
}

/** With fewer blocks their spread cannot be told from them. */
const LEAST_SPREAD = 10;

/** So many blocks are gone through before others are let in, if it is time. */
const AT_A_STRETCH = 16;

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
 * (Chung & Romano 2013); with fewer than ten blocks, of the plain distance. With the +1 of Phipson & Smyth. None where most blocks cannot
 * be moved: there is nothing to compare with. Null: the caller has left.
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
  const stuck = table.shifts.filter((own) => own.length === 1).length;
  if (2 * stuck > table.shifts.length) return [];
  const choices = await choose(table, draws, random, breathe);
  if (choices === null) return null;
  const placebos: Placebo[] = [];
  for (const [at, column] of returns.after.entries()) {
    const isTested = horizons.includes(at + 1);
    const placebo = await drawBar({ table, places, column, choices, draws, isTested }, breathe);
    if (placebo === null) return null;
    placebos.push(placebo);
  }
  return placebos;
}

/** For each block, a shift for each draw, and in the end none: the events as they are. */
async function choose(
  { shifts }: Table,
  draws: number,
  random: () => number,
  breathe: () => Promise<boolean>,
): Promise<Uint16Array | null> {
  const choices = new Uint16Array((draws + 1) * shifts.length);
  for (const [block, own] of shifts.entries()) {
    const offset = block * (draws + 1);
    for (let draw = 0; draw < draws; draw++) choices[offset + draw] = Math.floor(random() * own.length);
    if (block % AT_A_STRETCH === 0 && !(await breathe())) return null;
  }
  return choices;
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

interface BarTask {
  readonly table: Table;
  readonly places: Int32Array;
  readonly column: Float64Array;
  readonly choices: Uint16Array;
  readonly draws: number;
  /** False: the means will do. */
  readonly isTested: boolean;
}

async function drawBar(task: BarTask, breathe: () => Promise<boolean>): Promise<Placebo | null> {
  const { table, choices, draws, isTested } = task;
  const { starts, blocks } = table;
  const { sums, counts } = addUp(task);
  const length = draws + 1;
  const totals = new Float64Array(length);
  const weights = new Float64Array(length);
  const squares = new Float64Array(length);
  const products = new Float64Array(length);
  const evens = new Float64Array(length);
  // Block by block: the few sums of one stay at hand for all draws.
  for (let block = 0; block < blocks.length; block++) {
    const [start, offset] = [starts[block] ?? 0, block * length];
    for (let draw = 0; draw < length; draw++) {
      const slot = start + (choices[offset + draw] ?? 0);
      const [value, count] = [sums[slot] ?? 0, counts[slot] ?? 0];
      totals[draw] = (totals[draw] ?? 0) + value;
      weights[draw] = (weights[draw] ?? 0) + count;
      if (!isTested) continue;
      squares[draw] = (squares[draw] ?? 0) + value * value;
      products[draw] = (products[draw] ?? 0) + value * count;
      evens[draw] = (evens[draw] ?? 0) + count * count;
    }
    if (block % AT_A_STRETCH === 0 && !(await breathe())) return null;
  }
  const all = totals.map((total, draw) => total / Math.max(1, weights[draw] ?? 0));
  const means = all.slice(0, draws);
  if (!isTested) return { means, p: null };
  const errors = all.map((mean, draw) => {
    const scatter = (squares[draw] ?? 0) - 2 * mean * (products[draw] ?? 0) + mean * mean * (evens[draw] ?? 0);
    return Math.sqrt(Math.max(0, scatter)) / Math.max(1, weights[draw] ?? 0);
  });
  return { means, p: shareAsFar(all, errors, blocks.length >= LEAST_SPREAD) };
}

/** Of all draws those as far from their centre as the last, which is the events' own. */
function shareAsFar(means: Float64Array, errors: Float64Array, isSpread: boolean): number {
  const draws = means.length - 1;
  const centre = means.subarray(0, draws).reduce((sum, mean) => sum + mean, 0) / draws;
  const distances = means.map((mean, draw) => {
    const error = errors[draw] ?? 0;
    return Math.abs(mean - centre) / (isSpread && error > 0 ? error : 1);
  });
  // The same sum in another order is as far.
  const own = (distances[draws] ?? 0) * (1 - 1e-9);
  const further = distances.subarray(0, draws).reduce((count, distance) => count + (distance >= own ? 1 : 0), 0);
  return (1 + further) / (1 + draws);
}

/** What each block gives at each of its shifts: the sum of its returns there, and of how many. */
function addUp({ table: { starts, blocks, shifts }, places, column }: BarTask): {
  readonly sums: Float64Array;
  readonly counts: Float64Array;
} {
  const sums = new Float64Array(starts[blocks.length] ?? 0);
  const counts = new Float64Array(sums.length);
  for (const [at, { from, to }] of blocks.entries()) {
    for (const [of, shift] of (shifts[at] ?? []).entries()) {
      let [sum, count] = [0, 0];
      for (let event = from; event < to; event++) {
        const value = column[(places[event] ?? 0) + shift] ?? Number.NaN;
        if (Number.isNaN(value)) continue;
        sum += value;
        count++;
      }
      const slot = (starts[at] ?? 0) + of;
      sums[slot] = sum;
      counts[slot] = count;
    }
  }
  return { sums, counts };
}
