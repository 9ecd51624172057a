import type { EventStudyAnswer } from "../../contracts/functions/event-study";
import type { Label } from "../../contracts/verdict";

/** Per cent. */
interface StudyPoint {
  readonly bar: number;
  readonly mean: number;
  /** Of the band that random times give, from and to. */
  readonly band: readonly [number, number];
}

export interface StudyChart {
  /** From the entry on; none with too few stories. */
  readonly points: readonly StudyPoint[];
  /** Lowest and highest value of the axis, in per cent: zero is in view, and both are ticks. */
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** Decimals that tell ticks apart. */
  readonly decimals: number;
}

/** So many steps of the axis, about. */
const STEPS = 5;
/** An axis of less would show noise of the fifth digit as mountains. */
const LEAST_PCT = 0.05;

/** What the chart of one label draws: the mean curve and the band of random times, in per cent, and an axis that has zero in view. */
export function prepareStudy({ groups }: Pick<EventStudyAnswer, "groups">, label: Label): StudyChart {
  const curve = groups.find((group) => group.label === label)?.curve ?? [];
  const points = curve.map(({ bar, mean, placebo_low: low, placebo_high: high }) => ({
    bar,
    mean: 100 * mean,
    band: [100 * (low ?? mean), 100 * (high ?? mean)] as const,
  }));
  const values = points.flatMap(({ mean, band }) => [mean, ...band]);
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  const step = stepFor(Math.max(LEAST_PCT, highest - lowest) / STEPS);
  const [first, last] = [Math.floor(lowest / step), Math.max(Math.ceil(highest / step), Math.floor(lowest / step) + 1)];
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  // Sums of steps drift: 0.30000000000000004.
  const ticks = Array.from(
    { length: last - first + 1 },
    (_, at) => Number(((first + at) * step).toFixed(decimals)) + 0,
  );
  return { points, domain: [ticks[0] ?? 0, ticks.at(-1) ?? step], ticks, decimals };
}

/** The least of 1, 2 and 5 times a power of ten that is no smaller. */
function stepFor(size: number): number {
  const power = 10 ** Math.floor(Math.log10(size));
  return power * ([1, 2, 5].find((times) => times * power >= size * (1 - 1e-9)) ?? 10);
}
