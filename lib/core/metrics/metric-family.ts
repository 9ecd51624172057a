export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** Durations counted in buckets. */
export interface HistogramSample {
  readonly labels: Labels;
  /** How many were not longer than each bound, in the order of the bounds. */
  readonly within: readonly number[];
  /** In the unit of the bounds. */
  readonly sum: number;
  readonly count: number;
}

interface Named {
  /** With the base unit at its end, and `_total` where it only grows. */
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

interface Simple extends Named {
  readonly type: "counter" | "gauge";
  readonly samples: readonly Sample[];
}

interface Histogram extends Named {
  readonly type: "histogram";
  readonly bounds: readonly number[];
  readonly samples: readonly HistogramSample[];
}

/** Figures of one name, told apart by labels. */
export type MetricFamily = Simple | Histogram;
