import { nameSet } from "@/components/blocks/set-words";
import { cn } from "@/components/ui/cn";
import type { FigureRow, Figures } from "@/lib/core/charts/prepare-figures";
import { engineWords } from "./engine-words";

const count = new Intl.NumberFormat("en");

/** One figure: a row a set, a column an engine, the best of each row marked. */
export function FiguresTable({ label, figures }: { label: string; figures: Figures }) {
  return (
    <table className="w-full tabular-nums wide:table-fixed" data-testid="figures">
      <caption className="sr-only">{label} of each engine on each development set</caption>
      <thead className="text-xs text-muted wide:text-[13px]">
        <tr>
          <th scope="col" className="py-1.5 text-start align-bottom font-normal">
            Set
          </th>
          {figures.mean.map(({ engine }) => (
            <th key={engine} scope="col" className="py-1.5 ps-1.5 text-end align-bottom font-normal wide:w-18">
              {engineWords[engine]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.rows.map((row) => (
          <tr key={row.set} className="border-t border-line" data-set={row.set}>
            <th scope="row" className="py-1.5 pe-1 text-start font-normal">
              {nameSet(row.set)}
              {row.withoutNeutral ? <span className="text-muted">{"\u00a0"}*</span> : null}
              <span className="block text-xs text-muted">{count.format(row.texts)} texts</span>
            </th>
            <Cells cells={row.cells} />
          </tr>
        ))}
        <tr className="border-t-2 border-line" data-set="mean">
          <th scope="row" className="py-2 text-start font-semibold">
            Mean
          </th>
          <Cells cells={figures.mean} />
        </tr>
      </tbody>
    </table>
  );
}

function Cells({ cells }: { cells: FigureRow["cells"] }) {
  return cells.map(({ engine, value, best }) => (
    <td key={engine} className="ps-1.5 text-end" data-engine={engine} data-best={best || undefined}>
      <span className={cn(best && "font-semibold underline decoration-accent decoration-2 underline-offset-4")}>
        {value === null ? "–" : value.toFixed(3)}
      </span>
      {best ? <span className="sr-only"> (best)</span> : null}
    </td>
  ));
}
