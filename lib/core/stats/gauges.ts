import { bucketOf, durationOf } from "./buckets";
import { bucketAt, noteIn, type Sheet } from "./sheet";

/** How a server was at one moment. */
export interface Sample {
  /** How late the event loop came to its timers since the sample before, in milliseconds. */
  readonly loopDelayP50Ms: number;
  readonly loopDelayP99Ms: number;
  /** Resident memory. */
  readonly rssMb: number;
  /** Share of the month's budget, 0..1; null without a limit. */
  readonly budgetLeft: number | null;
}

const ROOT = "gauge/";
const gauge = {
  loopP50: `${ROOT}loop_p50`,
  loopP99: `${ROOT}loop_p99`,
  rss: `${ROOT}rss`,
  budget: `${ROOT}budget`,
} as const;
export const gaugeNames: readonly string[] = Object.values(gauge);

/** A share is told apart in steps of a third of a percent; none and all are exact. */
const SHARES = 300;

/** Takes note of a sample: as buckets, so that those of several slots and servers add up. */
export function sampleIn(sheet: Sheet, { loopDelayP50Ms, loopDelayP99Ms, rssMb, budgetLeft }: Sample): void {
  noteIn(sheet, gauge.loopP50, bucketOf(loopDelayP50Ms));
  noteIn(sheet, gauge.loopP99, bucketOf(loopDelayP99Ms));
  noteIn(sheet, gauge.rss, bucketOf(rssMb));
  if (budgetLeft !== null) noteIn(sheet, gauge.budget, bucketOfShare(budgetLeft));
}

/** What samples say of the time of a sheet; null where there was none. Delays and memory are within a fiftieth. */
export function gaugeFigures(sheet: Sheet) {
  const budget = bucketAt(sheet, gauge.budget, 0);
  return {
    /** The median of medians; and of 99th percentiles the one that ninety-nine of a hundred do not exceed. */
    loopDelay: { p50_ms: amountAt(sheet, gauge.loopP50, 0.5), p99_ms: amountAt(sheet, gauge.loopP99, 0.99) },
    /** The largest. */
    rssMb: amountAt(sheet, gauge.rss, 1),
    /** The smallest. */
    budgetLeft: budget === null ? null : Number((budget / SHARES).toFixed(4)),
  };
}

/** A sheet without samples: they say how it was at a time, and add up to nothing. What they leave is shared with the sheet. */
export function withoutGauges(sheet: Sheet): Sheet {
  if (!gaugeNames.some((name) => name in sheet.times)) return sheet;
  const times = Object.entries(sheet.times).filter(([name]) => !name.startsWith(ROOT));
  return { counts: sheet.counts, times: Object.fromEntries(times) };
}

function bucketOfShare(share: number): number {
  if (!(share > 0)) return 0;
  if (share >= 1) return SHARES;
  return Math.min(SHARES - 1, Math.max(1, Math.round(share * SHARES)));
}

/** The first bucket has what is not worth being told apart from nothing. */
function amountAt(sheet: Sheet, name: string, share: number): number | null {
  const bucket = bucketAt(sheet, name, share);
  return bucket === null || bucket === 0 ? bucket : durationOf(bucket);
}
