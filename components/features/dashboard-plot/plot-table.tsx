import { TableFold } from "@/components/blocks/table-fold";
import { ScrollBox } from "@/components/ui/scroll-box";
import { formatCount } from "@/lib/core/charts/count-of";
import { formatMs } from "@/lib/core/charts/format-ms";
import type { ModelRow } from "@/lib/core/charts/list-model-rows";
import { placeWords } from "@/lib/core/charts/place-words";

const heads = ["Where", "Size", "Median", "p95", "Macro-F1"] as const;
const ms = (value: number | null): string => (value === null ? "–" : formatMs(value));

/** The plot in numbers, with those that have no place in it. */
export function PlotTable({ rows }: { rows: readonly ModelRow[] }) {
  return (
    <TableFold className="mt-2">
      <ScrollBox label="Models in numbers" className="mt-2 overflow-x-auto">
        <table className="w-full text-[13px] tabular-nums">
          <caption className="sr-only">Size, latency and quality of each model, by where it runs</caption>
          <thead className="text-muted">
            <tr>
              <th scope="col" className="py-1 text-start font-normal">
                Model
              </th>
              {heads.map((head, at) => (
                <th key={head} scope="col" className={`py-1 ps-3 font-normal ${at === 0 ? "text-start" : "text-end"}`}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id} className="border-t border-line" data-row={row.id}>
                <th scope="row" className="py-1 text-start font-normal">
                  {row.name}
                </th>
                <td className="py-1 ps-3 whitespace-nowrap">{placeWords[row.place].name}</td>
                <td className="py-1 ps-3 text-end whitespace-nowrap">
                  {row.sizeMb === null ? "–" : `${formatCount(row.sizeMb)} MB`}
                </td>
                <td className="py-1 ps-3 text-end whitespace-nowrap">{ms(row.p50Ms)}</td>
                <td className="py-1 ps-3 text-end whitespace-nowrap">{ms(row.p95Ms)}</td>
                <td className="py-1 ps-3 text-end">{row.macroF1 === null ? "–" : row.macroF1.toFixed(3)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </TableFold>
  );
}
