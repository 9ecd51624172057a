import { TableFold } from "@/components/blocks/table-fold";
import type { ReliabilityPlot } from "@/lib/core/charts/prepare-reliability";

const count = new Intl.NumberFormat("en");
const share = (value: number): string => value.toFixed(2);

/** The plot in numbers. */
export function ReliabilityTable({ of, plot }: { of: string; plot: ReliabilityPlot }) {
  return (
    <TableFold className="mt-2">
      <table className="mt-2 w-full text-end tabular-nums">
        <caption className="sr-only">Reliability of {of}, by confidence</caption>
        <thead className="text-[13px] text-muted">
          <tr>
            <th scope="col" className="py-1 text-start font-normal">
              Confidence
            </th>
            <th scope="col" className="py-1 text-end font-normal">
              Texts
            </th>
            <th scope="col" className="py-1 text-end font-normal">
              Mean
            </th>
            <th scope="col" className="py-1 text-end font-normal">
              Right
            </th>
            <th scope="col" className="py-1 text-end font-normal">
              95% interval
            </th>
          </tr>
        </thead>
        <tbody>
          {plot.points.map(({ from, to, count: texts, confidence, accuracy, spread }) => (
            <tr key={from} className="border-t border-line">
              <th scope="row" className="py-1 text-start font-normal">
                {share(from)} to {share(to)}
              </th>
              <td>{count.format(texts)}</td>
              <td>{accuracy === null ? "–" : share(confidence)}</td>
              <td>{accuracy === null ? "–" : share(accuracy)}</td>
              <td>
                {accuracy === null || spread === null
                  ? "–"
                  : `${share(accuracy - spread[0])} to ${share(accuracy + spread[1])}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFold>
  );
}
