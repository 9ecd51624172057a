import { Grid3x3 } from "lucide-react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { formatCount } from "@/components/blocks/count-of";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { Timeframe } from "@/lib/contracts/timeframes";
import type { Correlation } from "@/lib/core/charts/prepare-correlation";

const whys = { few: "too few candles in common", flat: "a price that never moved" } as const;

/** How coins move together: a table of numbers, tinted by them. */
export function CorrelationBlock({ correlation, timeframe }: { correlation: Correlation; timeframe: Timeframe }) {
  const { symbols, cells } = correlation;
  const counts = cells.flatMap((row, at) => row.slice(at + 1).map(({ n }) => n));
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return (
    <Block>
      <BlockLabel icon={<Grid3x3 aria-hidden className="size-3" />}>Moving together</BlockLabel>
      <ScrollBox label="Correlation" className="overflow-x-auto px-3 pt-2">
        <table className="w-full border-separate border-spacing-0.5 font-mono text-xs" data-testid="correlation">
          <caption className="sr-only">Correlation of returns, from -1 to 1</caption>
          <thead>
            <tr>
              <td />
              {symbols.map((symbol) => (
                <th key={symbol} scope="col" className="p-1 font-normal text-muted">
                  {symbol}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cells.map((row, at) => (
              <tr key={symbols[at]}>
                <th scope="row" className="p-1 text-end font-normal text-muted">
                  {symbols[at]}
                </th>
                {row.map((cell, column) => (
                  <td
                    key={symbols[column]}
                    title={cell.why ? whys[cell.why] : `from ${formatCount(cell.n)} returns`}
                    className="h-8 rounded-block text-center"
                    style={{ background: tint(cell) }}
                  >
                    {cell.value === null ? "–" : cell.value.toFixed(2).replace("-", "−")}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p className="px-3 pt-1 pb-3 text-xs text-muted">
        Correlation of returns over candles of {timeframe}, from{" "}
        {least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`} for each pair: 1 is
        together, 0 is neither, −1 is against each other.
      </p>
    </Block>
  );
}

const tint = ({ value }: Correlation["cells"][number][number]): string =>
  value === null
    ? "transparent"
    : `color-mix(in srgb, var(${value < 0 ? "--bearish" : "--bullish"}) ${Math.round(Math.abs(value) * 34)}%, var(--block))`;
