import { TableFold } from "@/components/blocks/table-fold";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { Comparison } from "@/lib/core/charts/prepare-comparison";

/** The lines in numbers, newest first; of many points those that are drawn. */
export function ComparisonTable({
  comparison,
  clock,
  when,
}: {
  comparison: Comparison;
  /** Whose time `when` tells. */
  clock: string;
  when: (at: number) => string;
}) {
  return (
    <TableFold className="mt-1">
      <ScrollBox label="Compared coins in numbers" className="mt-2 max-h-[26rem] overflow-auto border-t border-line">
        <table className="w-full text-end font-mono text-xs">
          <caption className="sr-only">Compared coins, each 100 where all begin</caption>
          <thead className="sticky top-0 bg-block font-sans text-muted">
            <tr>
              <th scope="col" className="px-3 py-1.5 text-start font-normal">
                Time ({clock})
              </th>
              {comparison.symbols.map((symbol) => (
                <th key={symbol} scope="col" className="px-3 py-1.5 font-normal">
                  {symbol}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {comparison.points.toReversed().map(({ time, values }) => (
              <tr key={time} className="border-t border-line">
                <th scope="row" className="px-3 py-1 text-start font-normal whitespace-nowrap">
                  {when(time)}
                </th>
                {comparison.symbols.map((symbol, at) => (
                  <td key={symbol} className="px-3">
                    {values[at]?.toFixed(2) ?? "–"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </TableFold>
  );
}
