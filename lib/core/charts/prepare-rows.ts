import type { LivePlot } from "./live-plot";
import type { LiveFrame } from "./prepare-frame";

export interface LiveRow {
  /** First and last place that it stands for: several where nothing ran. */
  readonly first: number;
  readonly last: number;
  /** One for each layer, then for those of the table alone; null in a gap. */
  readonly cells: readonly (number | null)[] | null;
}

/** A chart as rows of a table, newest first; each gap is one row. `more`: rows that were left out because there are too many. */
export function prepareRows(
  frame: LiveFrame,
  { layers, also }: Pick<LivePlot, "layers" | "also">,
  most: number,
): { readonly rows: readonly LiveRow[]; readonly more: number } {
  const columns = [...layers, ...also];
  const gapEndingAt = new Map(frame.gaps.map((gap) => [gap.last, gap]));
  const rows: LiveRow[] = [];
  for (let place = frame.newest; place >= 0; place -= 1) {
    const gap = gapEndingAt.get(place);
    if (gap) {
      rows.push({ ...gap, cells: null });
      place = gap.first;
    } else if (frame.rows[place]) {
      rows.push({ first: place, last: place, cells: columns.map(({ values }) => values[place] ?? null) });
    }
  }
  return { rows: rows.slice(0, most), more: Math.max(0, rows.length - most) };
}
