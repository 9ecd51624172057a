/** What a figure is: how it is written. */
export type LiveForm = "rate" | "count" | "ms" | "share" | "mb";

export interface LiveLayer {
  readonly key: string;
  /** For people. */
  readonly label: string;
  /** One for each place of the frame; null: nothing is known. */
  readonly values: readonly (number | null)[];
  /** Where it is written otherwise than the plot. */
  readonly form?: LiveForm;
  /** Stands in the legend though it is not drawn: an edge between others shows it. */
  readonly told?: true;
}

/** What a chart draws, from the ground up where layers are stacked. */
export interface LivePlot {
  readonly form: LiveForm;
  readonly shape: "stack" | "lines";
  readonly scale: "linear" | "log";
  readonly layers: readonly LiveLayer[];
  /** Not drawn: in the table. */
  readonly also: readonly LiveLayer[];
  /** One sentence for those who do not see it. */
  readonly summary: string;
  /** In place of the chart where there is nothing to draw; null otherwise. */
  readonly empty: string | null;
}
