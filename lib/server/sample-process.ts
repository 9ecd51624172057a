import type { ProcessWatch } from "../adapters/process/watch-process";
import type { BudgetSnapshot } from "../core/budget/describe-budget";
import { shareLeft } from "../core/budget/share-left";
import type { StatsRecorder } from "../core/stats/create-stats-book";
import { levels } from "../core/stats/windows";

const [{ slotMs: EVERY_MS }] = levels;

/**
 * Has the book take note of how this server is, once in each slot of ten seconds: in its middle, as a timer that is some milliseconds off would
 * leave one out at the edge. Gives what ends it.
 */
export function sampleProcess(deps: {
  readonly figures: { readonly recorder: Pick<StatsRecorder, "sampled">; readonly time: () => number };
  readonly watched: Pick<ProcessWatch, "sample">;
  readonly budget: () => Pick<BudgetSnapshot, "month">;
  readonly after: (ms: number, work: () => void) => () => void;
}): () => void {
  const { figures, watched, budget, after } = deps;
  const plan = (): (() => void) => after(msToNext(figures.time()), sample);
  const sample = (): void => {
    cancel = plan();
    figures.recorder.sampled({ ...watched.sample(), budgetLeft: shareLeft(budget()) });
  };
  let cancel = plan();
  return () => cancel();
}

/** To the middle of this slot, or of the next where that is over or hardly ahead: a timer may be early. */
function msToNext(time: number): number {
  const left = EVERY_MS / 2 - (time % EVERY_MS);
  return left > EVERY_MS / 20 ? left : left + EVERY_MS;
}
