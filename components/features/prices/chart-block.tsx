"use client";

import dynamic from "next/dynamic";
import { type Ref, useCallback, useMemo, useRef, useState } from "react";
import { Block } from "@/components/blocks/block";
import { formatCount } from "@/components/blocks/count-of";
import { NotLoaded } from "@/components/blocks/not-loaded";
import { useMarkSample } from "@/components/blocks/sample-store";
import { TableFold } from "@/components/blocks/table-fold";
import { useStateOf } from "@/components/blocks/use-state-of";
import type { CandleChartHandle } from "@/components/charts/candle-chart";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { describeNews } from "@/lib/core/charts/describe-news";
import { describePrices } from "@/lib/core/charts/describe-prices";
import { placeOf, sliceCandles } from "@/lib/core/market/candles";
import { formatPrice } from "@/lib/core/market/format-price";
import { toFrame, withNews } from "./chart-frame";
import { ChartSkeleton } from "./chart-skeleton";
import { candleWords, LegendLine } from "./legend-line";
import { NewsLine } from "./news-line";
import type { PricesView } from "./prices-view";
import type { RangeWindow } from "./range-window";
import { useNewsMood } from "./use-news-mood";
import { MOST_CANDLES, type Prices } from "./use-prices";

const NoChart = () => <NotLoaded what="The chart" className="h-full content-center justify-center" />;
const CandleChart = dynamic(() => import("@/components/charts/candle-chart").catch(() => ({ default: NoChart })), {
  ssr: false,
  loading: () => <ChartSkeleton />,
});

const NoStories = () => <NotLoaded what="The stories of this candle" className="px-3 py-2" />;
const BarStories = dynamic(
  () =>
    import("./bar-stories").then(
      (file) => file.BarStories,
      () => NoStories,
    ),
  { ssr: false },
);

// Folded away at first, and it brings what keeps only the rows in view.
const NoTable = () => <NotLoaded what="The table" className="py-2" />;
const PriceTable = dynamic(
  () =>
    import("./price-table").then(
      (file) => file.PriceTable,
      () => NoTable,
    ),
  { ssr: false, loading: () => <p className="h-[26rem] py-2">Loading the table</p> },
);

interface ChartBlockProps {
  readonly ref?: Ref<CandleChartHandle>;
  readonly prices: Prices | null;
  readonly view: PricesView;
  readonly window: RangeWindow | null;
  /** Changes where the view shall be set anew. */
  readonly viewKey: string;
  readonly asking: boolean;
  /** The prices are of another coin or timeframe: they keep the room, unseen. */
  readonly isEarlier: boolean;
  readonly olderFailed: boolean;
  readonly onOlder: (wanted: number) => void;
  readonly onSymbol: (symbol: string) => void;
}

/** The chart with the numbers of a candle above it, and below it the same in a sentence and as a table. */
export function ChartBlock(props: ChartBlockProps) {
  const { ref, prices, view, window, viewKey, asking, isEarlier, olderFailed, onOlder, onSymbol } = props;
  const plain = useMemo(() => (prices ? toFrame(prices, view.indicators) : null), [prices, view.indicators]);
  const news = useNewsMood({
    on: view.news && plain !== null && !isEarlier,
    symbol: plain?.symbol ?? view.symbol,
    timeframe: plain?.timeframe ?? view.timeframe,
    time: plain?.candles.time,
    sample: plain?.sample === true,
  });
  const frame = useMemo(() => (plain && news.bars ? withNews(plain, news.bars) : plain), [plain, news.bars]);
  useMarkSample(news.bars !== null && news.sample, "news");
  const series = prices ? `${prices.answer.symbol} ${prices.answer.timeframe}` : "";
  const [crossed, setCrossed] = useStateOf<{ readonly time: number | null; readonly byKey: boolean }>(series, nowhere);
  // By its time: older candles that come before it give it another place.
  const times = frame?.candles.time;
  const cross = useCallback(
    (at: number | null, byKey: boolean) => setCrossed({ time: at === null ? null : (times?.[at] ?? null), byKey }),
    [setCrossed, times],
  );
  const [isOpen, setOpen] = useState(false);
  const [opened, setOpened] = useStateOf<{ readonly from: number; readonly byKey: boolean } | null>(series, null);
  const openStories = useCallback(
    (place: number, byKey: boolean) => {
      const from = times?.[place];
      if (from !== undefined && (news.bars?.stories[place] ?? 0) > 0) setOpened({ from, byKey });
    },
    [times, news.bars, setOpened],
  );
  const area = useRef<HTMLDivElement>(null);
  const closeStories = () => {
    setOpened(null);
    const chart = area.current?.querySelector<HTMLElement>('[role="application"]');
    chart?.focus({ preventScroll: opened?.byKey !== true });
  };
  const last = (frame?.candles.time.length ?? 0) - 1;
  const at = crossed.time === null || !times ? last : Math.min(last, placeOf(times, crossed.time));
  const below = view.indicators.filter((kind) => kind === "rsi" || kind === "macd" || kind === "atr").length;
  // The room stays where the news must not be drawn: nothing moves when that turns out.
  const panes = below + (view.news ? 1 : 0);
  const summary = useMemo(() => (prices && window?.missing === 0 ? summarise(prices, window) : ""), [prices, window]);
  const told = useMemo(
    () => (frame?.news && window ? describeNews(frame.news, frame.candles.time, window.since, frame.timeframe) : ""),
    [frame, window],
  );
  const name = prices ? `${prices.answer.symbol}, ${prices.answer.timeframe}` : view.symbol;

  return (
    <Block className="min-w-0">
      {frame ? (
        <div inert={isEarlier} className={cn(isEarlier && "opacity-0")}>
          <LegendLine frame={frame} at={at} zone={view.zone} hasStories={view.news} />
        </div>
      ) : (
        <div
          className={cn(
            "border-b border-line",
            view.indicators.length > 0 ? "h-23.5 wide:h-14" : "h-17.5 wide:h-8.5",
            view.news && "mb-5.5",
          )}
        />
      )}
      <p aria-live="polite" className="sr-only">
        {frame && !isEarlier && crossed.byKey && crossed.time !== null ? candleWords(frame, at, view.zone) : ""}
      </p>
      <div
        ref={area}
        aria-busy={asking}
        className={cn(
          "relative h-[calc(19rem+var(--panes)*5.5rem)] wide:h-[calc(24.5rem+var(--panes)*6.25rem)]",
          asking && prices && !isEarlier && "opacity-60 transition-opacity delay-150",
        )}
        style={{ "--panes": panes } as React.CSSProperties}
      >
        {frame && prices && window ? (
          <div inert={isEarlier} className={cn("size-full", isEarlier && "opacity-0")}>
            <CandleChart
              ref={ref}
              label={[`Candles of ${name}.`, summary, told].filter((part) => part !== "").join(" ")}
              frame={frame}
              places={window.places}
              viewKey={viewKey}
              log={view.log}
              zone={view.zone}
              formatPrice={formatPrice}
              onCross={cross}
              onOlder={onOlder}
              onSpan={news.onSpan}
              onStories={news.bars ? openStories : undefined}
            />
          </div>
        ) : asking ? (
          <ChartSkeleton />
        ) : (
          <Nothing onSymbol={onSymbol} />
        )}
        {isEarlier && prices ? (
          <div className="absolute inset-0">
            <ChartSkeleton />
          </div>
        ) : null}
        {window && window.missing > 0 && !olderFailed && !isEarlier ? (
          <p className="pointer-events-none absolute start-3 top-2 rounded-block bg-block px-1.5 text-xs text-muted">
            loading older candles
          </p>
        ) : null}
      </div>
      {opened && news.bars && prices && !isEarlier ? (
        <BarStories
          key={opened.from}
          symbol={prices.answer.symbol}
          from={opened.from}
          to={opened.from + news.bars.spanMs}
          timeframe={prices.answer.timeframe}
          zone={view.zone}
          byKey={opened.byKey}
          onClose={closeStories}
        />
      ) : null}
      <div className="border-t border-line px-3 py-2.5 text-label">
        {/* It names days, which may have turned since the server wrote it. */}
        <p className="min-h-10.5 wide:min-h-0" data-testid="summary" suppressHydrationWarning>
          {asking && (isEarlier || !prices) ? `Loading ${view.symbol}, ${view.timeframe}.` : summary}
          {olderFailed && !isEarlier ? (
            <span className="text-warn"> Older candles could not be loaded; scroll again to ask once more.</span>
          ) : null}
          {prices && prices.candles.time.length >= MOST_CANDLES
            ? ` The newest ${formatCount(MOST_CANDLES)} candles are kept here; older ones are in the file.`
            : null}
        </p>
        {view.news && frame && !isEarlier ? <NewsLine news={news} symbol={frame.symbol} summary={told} /> : null}
        <TableFold className="mt-1" onOpen={setOpen}>
          {isOpen && frame ? (
            <div inert={isEarlier} className={cn(isEarlier && "opacity-0")}>
              <PriceTable frame={frame} zone={view.zone} label={`Candles of ${name}`} />
            </div>
          ) : null}
        </TableFold>
        <Credit />
      </div>
    </Block>
  );
}

const summarise = ({ answer, candles }: Prices, { since }: RangeWindow): string =>
  describePrices(
    answer.symbol,
    sliceCandles(candles, placeOf(candles.time, since), candles.time.length),
    answer.timeframe,
  );

const nowhere = { time: null, byKey: false } as const;

const known = ["BTC", "ETH", "SOL"] as const;

/** What to do where there is nothing to draw. */
function Nothing({ onSymbol }: { onSymbol: (symbol: string) => void }) {
  return (
    <div className="grid size-full place-content-center gap-3 px-6 text-center text-label">
      <p>Nothing to draw. Choose a coin above, or begin with one of these.</p>
      <p className="flex justify-center gap-1.5">
        {known.map((symbol) => (
          <Button key={symbol} onClick={() => onSymbol(symbol)}>
            {symbol}
          </Button>
        ))}
      </p>
    </div>
  );
}

/** The licence of the drawing library asks for its maker to be named, with a link. */
function Credit() {
  return (
    <p className="mt-1 text-xs text-muted">
      Drawn with TradingView Lightweight Charts™, © 2025{" "}
      <a
        href="https://www.tradingview.com/"
        target="_blank"
        rel="noreferrer"
        className="underline decoration-line underline-offset-4 hover:text-text"
      >
        TradingView, Inc.
      </a>
    </p>
  );
}
