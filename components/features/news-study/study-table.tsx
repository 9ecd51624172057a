import { formatCount } from "@/components/blocks/count-of";
import { cn } from "@/components/ui/cn";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { StudyTimeframe } from "@/lib/contracts/news-words";
import { formatPercent } from "@/lib/core/charts/format-percent";
import { formatP, horizonWords, type StudyGroup, verdictWords } from "./study-words";

const columns = ["After", "Reads as", "Stories", "Mean", "95% interval", "Random times", "p", "q"] as const;
const NONE = "–";

const range = (low: number | null, high: number | null): string =>
  low === null || high === null ? NONE : `${formatPercent(100 * low)} to ${formatPercent(100 * high)}`;

/** Each horizon of one label: the mean, how sure it is, what random times give, and what that comes to in words. */
export function StudyTable({ group, timeframe }: { group: StudyGroup; timeframe: StudyTimeframe }) {
  return (
    <ScrollBox label={`Numbers of ${group.label} stories`} className="overflow-x-auto">
      <table className="w-full min-w-[44rem] text-end text-[13px]" data-testid="study-table">
        <caption className="sr-only">
          Mean abnormal return after {group.label} stories, by how long after, beside random times
        </caption>
        <thead>
          <tr className="border-b border-line text-xs text-muted">
            {columns.map((name, at) => (
              <th key={name} scope="col" className={cn("px-3 py-2 font-normal", at < 2 && "text-start")}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.cells.map((cell) => (
            <tr key={cell.horizon} className="border-b border-line last:border-b-0">
              <th scope="row" className="px-3 py-2 text-start font-normal whitespace-nowrap">
                {horizonWords(cell.horizon, timeframe)}
              </th>
              <td
                className={cn(
                  "px-3 py-2 text-start whitespace-nowrap",
                  cell.verdict === "effect" ? "font-semibold" : cell.verdict !== "no_effect_found" && "text-muted",
                )}
              >
                {verdictWords(cell)}
              </td>
              <Cell>{formatCount(cell.n)}</Cell>
              <Cell>{cell.mean === null ? NONE : formatPercent(100 * cell.mean)}</Cell>
              <Cell>{range(cell.low, cell.high)}</Cell>
              <Cell>{range(cell.placebo_low, cell.placebo_high)}</Cell>
              <Cell>{cell.p === null ? NONE : formatP(cell.p)}</Cell>
              <Cell>{cell.q === null ? NONE : formatP(cell.q)}</Cell>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

const Cell = ({ children }: { children: string }) => (
  <td className="px-3 py-2 font-mono text-xs whitespace-nowrap">{children}</td>
);
