import { studyHorizons, TOO_FEW_EVENTS } from "../../contracts/news-words";
import { type Label, labels } from "../../contracts/verdict";
import { failed, type Outcome } from "../failure";
import { stepOf } from "../market/timeframe";
import type { Clock } from "../ports";
import { adjustPValues } from "./adjust-p-values";
import { bootstrapMeans } from "./bootstrap-means";
import { createBreath } from "./create-breath";
import { createRandom } from "./create-random";
import { drawPlacebos } from "./draw-placebos";
import { measureReturns, type Returns } from "./measure-returns";
import { middleOf } from "./middle-of";
import { placeEvents } from "./place-events";
import type { CurvePoint, Study, StudyCell, StudyGroup, StudyQuestion } from "./study";

/** A found effect: of so many of them one is expected to be none. */
const FALSE_DISCOVERIES = 0.05;
const LONGEST = Math.max(...studyHorizons);
/** A stream of random numbers for each label and purpose. */
const PURPOSES = 10;

/**
 * Measures abnormal returns after events by label, beside random times like theirs: see measureReturns, placeEvents, bootstrapMeans,
 * drawPlacebos, adjustPValues. An event's return is told by candles from its entry on, never by one that had opened before it was known.
 * Lets other work run while it draws. The same question gives the same answer. Failure: cancelled.
 */
export async function runEventStudy(
  question: StudyQuestion,
  { clock, signal }: { readonly clock: Pick<Clock, "now" | "pause">; readonly signal: AbortSignal },
): Promise<Outcome<Study>> {
  const breathe = createBreath(clock, signal);
  const size = { step: stepOf[question.timeframe], bars: LONGEST };
  const returns = await measureReturns(question.prices, size, breathe);
  if (returns === null) return failed("cancelled");
  const { places, leftOut } = placeEvents(question.events, returns, question.times);
  const groups: StudyGroup[] = [];
  for (const [at, label] of labels.entries()) {
    const task = { label, places: places.get(label) ?? new Int32Array(0), returns, draws: question.draws };
    const randoms = (purpose: number) => createRandom(question.seed, at * PURPOSES + purpose);
    const group = await studyGroup(task, randoms, breathe);
    if (group === null) return failed("cancelled");
    groups.push(group);
  }
  return {
    ok: true,
    value: { ...spanOf(returns), stories: question.events.length, leftOut, groups: judge(groups) },
  };
}

interface Task {
  readonly label: Label;
  readonly places: Int32Array;
  readonly returns: Returns;
  readonly draws: number;
}

async function studyGroup(
  { label, places, returns, draws }: Task,
  randoms: (purpose: number) => () => number,
  breathe: () => Promise<boolean>,
): Promise<StudyGroup | null> {
  const reached = returns.after.map((column) => valuesAt(column, places));
  const isEnough = (reached[0]?.values.length ?? 0) >= TOO_FEW_EVENTS;
  const drawn = isEnough
    ? await drawPlacebos({ places, returns, horizons: studyHorizons }, draws, randoms(0), breathe)
    : [];
  if (drawn === null) return null;
  const bands = drawn.map(({ means }) => middleOf(means));
  const cells: StudyCell[] = [];
  for (const [at, horizon] of studyHorizons.entries()) {
    const there = reached[horizon - 1] ?? { places: new Int32Array(0), values: new Float64Array(0) };
    const means = await bootstrapMeans({ ...there, horizon }, draws, randoms(1 + at), breathe);
    if (means === null) return null;
    const [band, middle] = [bands[horizon - 1] ?? null, middleOf(means)];
    const n = there.values.length;
    const isFew = n < TOO_FEW_EVENTS;
    cells.push({
      horizon,
      n,
      mean: n === 0 ? null : meanOf(there.values),
      low: isFew ? null : (middle?.low ?? null),
      high: isFew ? null : (middle?.high ?? null),
      placeboLow: isFew ? null : (band?.low ?? null),
      placeboHigh: isFew ? null : (band?.high ?? null),
      p: isFew ? null : (drawn[horizon - 1]?.p ?? null),
      q: null,
      verdict: isFew ? "too_few" : "no_comparison",
    });
  }
  return { label, cells, curve: curveOf(reached, bands) };
}

interface Reached {
  readonly places: Int32Array;
  readonly values: Float64Array;
}

/** Events that have a return there, and theirs. */
function valuesAt(column: Float64Array, places: Int32Array): Reached {
  const there = places.filter((place) => !Number.isNaN(column[place] ?? Number.NaN));
  return { places: there, values: Float64Array.from(there, (place) => column[place] ?? 0) };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function curveOf(reached: readonly Reached[], bands: readonly ReturnType<typeof middleOf>[]): readonly CurvePoint[] {
  if ((reached[0]?.values.length ?? 0) < TOO_FEW_EVENTS) return [];
  const none = bands.length === 0 ? null : 0;
  const curve: CurvePoint[] = [{ bar: 0, mean: 0, placeboLow: none, placeboHigh: none }];
  for (const [at, { values }] of reached.entries()) {
    const band = bands[at];
    if (values.length < TOO_FEW_EVENTS) break;
    curve.push({
      bar: at + 1,
      mean: meanOf(values),
      placeboLow: band?.low ?? null,
      placeboHigh: band?.high ?? null,
    });
  }
  return curve;
}

/** Corrects over all cells that have enough events, and says what each one shows. */
function judge(groups: readonly StudyGroup[]): readonly StudyGroup[] {
  const adjusted = adjustPValues(groups.flatMap(({ cells }) => cells.map(({ p }) => p)));
  return groups.map((group, row) => ({
    ...group,
    cells: group.cells.map((cell, column) => {
      const q = adjusted[row * studyHorizons.length + column] ?? null;
      if (q === null) return cell;
      return { ...cell, q, verdict: q < FALSE_DISCOVERIES ? ("effect" as const) : ("no_effect_found" as const) };
    }),
  }));
}

function spanOf({ start, step, after }: Returns): Pick<Study, "from" | "to" | "candles"> {
  const there = (after[0] ?? new Float64Array(0)).map((value) => (Number.isNaN(value) ? 0 : 1));
  const candles = there.reduce((sum, one) => sum + one, 0);
  if (candles === 0) return { from: null, to: null, candles };
  return { from: start + there.indexOf(1) * step, to: start + there.lastIndexOf(1) * step, candles };
}
