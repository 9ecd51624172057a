// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by hand, which a native table cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells only show, they take no input
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { formatCount } from "@/components/blocks/count-of";
import { formatMood, formatValue, formatVolume } from "@/components/blocks/number-words";
import type { CandleFrame } from "@/components/charts/draw-candles";
import { cn } from "@/components/ui/cn";
import { formatMoment, type Zone } from "@/lib/core/charts/format-moment";
import { formatPrice } from "@/lib/core/market/format-price";

const ROW_PX = 32;

/** Every candle that is drawn, newest first, with its indicators. Only rows in view are in the page. */
export function PriceTable({ frame, zone, label }: { frame: CandleFrame; zone: Zone; label: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { candles, plan, timeframe, partialFrom, news } = frame;
  const lines = [...plan.over, ...plan.below.flatMap((pane) => pane.lines)].filter(({ role }) => role !== "mood");
  const columns = 5 + lines.length + (news ? 2 : 0);
  const count = candles.time.length;
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const grid = {
    gridTemplateColumns: `10.5rem repeat(${columns}, minmax(5.5rem, 1fr))`,
    minWidth: `${10.5 + 6.25 * columns}rem`,
  };
  return (
    <div
      ref={scroller}
      role="table"
      aria-label={label}
      aria-rowcount={count + 1}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="mt-2 max-h-[26rem] overflow-auto border-t border-line -outline-offset-2"
    >
      <div role="rowgroup" className="sticky top-0 z-1 bg-block" style={{ minWidth: grid.minWidth }}>
        <div
          role="row"
          aria-rowindex={1}
          className="grid h-8 items-center gap-x-3 border-b border-line px-3 text-end text-xs text-muted"
          style={grid}
        >
          {[
            zone === "utc" ? "Time (UTC)" : "Time (local)",
            "Open",
            "High",
            "Low",
            "Close",
            "Volume",
            ...lines.map((line) => line.label),
            ...(news ? ["Stories", "Mood"] : []),
          ].map((name, place) => (
            <span key={name} role="columnheader" className={place === 0 ? "text-start" : undefined}>
              {name}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize(), minWidth: grid.minWidth }}>
        {rows.getVirtualItems().map((item) => {
          const at = count - 1 - item.index;
          const time = candles.time[at] ?? 0;
          return (
            <div
              key={item.key}
              role="row"
              aria-rowindex={item.index + 2}
              className={cn(
                "absolute inset-x-0 top-0 grid h-8 items-center gap-x-3 px-3 text-end font-mono text-xs",
                item.index % 2 === 0 && "bg-fill",
              )}
              style={{ ...grid, transform: `translateY(${item.start}px)` }}
            >
              <span role="rowheader" className="text-start whitespace-nowrap">
                {formatMoment(time, timeframe, zone)}
                {partialFrom !== null && time >= partialFrom ? <span className="text-warn"> in part</span> : null}
              </span>
              {([candles.open, candles.high, candles.low, candles.close] as const).map((column, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always the same
                <span key={place} role="cell">
                  {formatPrice(column[at] ?? 0)}
                </span>
              ))}
              <span role="cell">{formatVolume(candles.volume[at] ?? 0)}</span>
              {lines.map(({ key, values }) => (
                <span key={key} role="cell">
                  {Number.isNaN(values[at] ?? Number.NaN) ? "–" : formatValue(values[at] ?? 0)}
                </span>
              ))}
              {news ? (
                <>
                  <span role="cell">{(news.stories[at] ?? -1) < 0 ? "–" : formatCount(news.stories[at] ?? 0)}</span>
                  <span role="cell">
                    {Number.isNaN(news.mood[at] ?? Number.NaN) ? "–" : formatMood(news.mood[at] ?? 0)}
                  </span>
                </>
              ) : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}
