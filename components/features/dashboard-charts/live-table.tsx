import { formatLiveCell } from "@/lib/core/charts/format-live";
import type { LivePlot } from "@/lib/core/charts/live-plot";
import { momentOf, slotOf } from "@/lib/core/charts/live-words";
import type { LiveFrame } from "@/lib/core/charts/prepare-frame";
import { prepareRows } from "@/lib/core/charts/prepare-rows";

const MOST_ROWS = 120;

const units = { ms: "ms", mb: "MB" } as const;

interface LiveTableProps {
  readonly title: string;
  readonly plot: LivePlot;
  readonly frame: LiveFrame;
}

/** A chart in numbers, newest first; what nothing is known of has a dash, time in which nothing ran is one row. */
export function LiveTable({ title, plot, frame }: LiveTableProps) {
  const columns = [...plot.layers, ...plot.also];
  const { rows, more } = prepareRows(frame, plot, MOST_ROWS);
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${title} in numbers`}
      className="size-full overflow-auto border-y border-line -outline-offset-2"
    >
      <table className="w-full text-end text-xs">
        <caption className="px-3 py-1 text-start text-muted">
          {title}, by slots of {slotOf(frame)}, newest first{more > 0 ? `; ${more} older ones are left out` : ""}
        </caption>
        <thead className="sticky top-0 bg-block text-muted">
          <tr>
            <th scope="col" className="px-3 py-1.5 text-start font-normal">
              From (UTC)
            </th>
            {columns.map(({ key, label, form = plot.form }) => (
              <th key={key} scope="col" className="px-2 py-1.5 font-normal last:pe-3">
                {label}
                {form === "ms" || form === "mb" ? `, ${units[form]}` : ""}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ first, last, cells }) => (
            <tr key={frame.from + first * frame.slotMs} className="border-t border-line">
              <th scope="row" className="px-3 py-1 text-start font-mono font-normal whitespace-nowrap">
                {momentOf(frame, first)}
                {cells === null ? ` to ${momentOf(frame, last + 1)}` : last === frame.newest ? " so far" : ""}
              </th>
              {cells === null ? (
                <td colSpan={Math.max(1, columns.length)} className="px-2 pe-3 text-muted">
                  gap: nothing ran
                </td>
              ) : (
                cells.map((value, nth) => (
                  <td key={columns[nth]?.key} className="px-2 font-mono whitespace-nowrap last:pe-3">
                    {value === null ? "–" : formatLiveCell(value, columns[nth]?.form ?? plot.form)}
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
