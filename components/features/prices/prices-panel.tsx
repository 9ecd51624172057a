"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { listCoins } from "@/components/blocks/coin-list";
import { RETRY_S, retryInS } from "@/components/blocks/retry-in-s";
import { SampleChip } from "@/components/blocks/sample-chip";
import { useMarkSample, useSampleOnScreen } from "@/components/blocks/sample-store";
import { useComeBack } from "@/components/blocks/use-come-back";
import type { CandleChartHandle } from "@/components/charts/candle-chart";
import { cn } from "@/components/ui/cn";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import type { Timeframe } from "@/lib/contracts/timeframes";
import { ok, type Result } from "@/lib/core/errors";
import { stepOf } from "@/lib/core/market/timeframe";
import { ChartBlock } from "./chart-block";
import { ComparisonBlock } from "./comparison-block";
import { CorrelationBlock } from "./correlation-block";
import { DegradedNote } from "./degraded-note";
import { LastPriceBlock } from "./last-price-block";
import { type PackedPrices, unpackPrices } from "./pack-prices";
import { PriceProblem } from "./price-problem";
import { PriceToolbar } from "./price-toolbar";
import { pricesTitle } from "./prices-title";
import type { Range } from "./prices-view";
import { toWindow } from "./range-window";
import { TakeAway } from "./take-away";
import { useComparison } from "./use-comparison";
import { useDatasets } from "./use-datasets";
import { usePrices } from "./use-prices";
import { useView } from "./use-view";

/** What the server had ready when the page was asked for. */
export interface FirstPrices {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly result: Result<PackedPrices>;
}

/** Prices of a coin on a chart, or several coins beside each other. */
export function PricesPanel({ first }: { first: FirstPrices | null }) {
  const [view, change] = useView();
  const datasets = useDatasets();
  const coins = useMemo(() => (datasets ? listCoins(datasets) : null), [datasets]);
  const isFirst = first !== null && first.symbol === view.symbol && first.timeframe === view.timeframe;
  const ready = useMemo<Result<PricesAnswer> | null>(() => {
    if (first === null) return null;
    return first.result.ok ? ok(unpackPrices(first.result.value)) : first.result;
  }, [first]);
  const { prices, problem, asking, isEarlier, olderFailed, older, retry } = usePrices(
    view.symbol,
    view.timeframe,
    isFirst ? ready : null,
  );
  const comparison = useComparison(view);
  const isComparing = view.compare.length > 0;
  const chart = useRef<CandleChartHandle>(null);
  const sample = (isComparing && comparison.compared?.sample) || prices?.answer.provenance.sample === true;
  useMarkSample(sample);
  const onScreen = useSampleOnScreen();

  const window = useMemo(() => (prices ? toWindow(prices, view.range) : null), [prices, view.range]);
  const missing = isEarlier || olderFailed ? 0 : (window?.missing ?? 0);
  useEffect(() => {
    if (missing > 0) older(missing);
  }, [missing, older]);

  const { retry: retryComparison, isOut } = comparison;
  const retryAll = useCallback(() => {
    retry();
    retryComparison();
  }, [retry, retryComparison]);
  const left = useComeBack(retryInS(problem, prices?.answer ?? null) ?? (isOut ? RETRY_S : null), retryAll);

  // What is compared is summed up over the time of its lines, so that every number on the page has one base and one end.
  const compared = isComparing ? comparison.compared : null;
  const lines = compared?.comparison;
  const until = compared ? (lines?.points.at(-1)?.time ?? 0) + stepOf[compared.timeframe] : Number.POSITIVE_INFINITY;
  const whole = window?.missing === 0 ? { since: window.since, until: Number.POSITIVE_INFINITY } : null;
  const period = whole && typeof lines?.from === "number" ? { since: lines.from, until } : whole;

  // The same range once more brings the view back to it.
  const [again, setAgain] = useState(0);
  const setRange = useCallback(
    (range: Range) => {
      setAgain((times) => times + 1);
      change({ range });
    },
    [change],
  );
  const shown = prices?.answer;
  const named = shown && !isEarlier ? shown.symbol : view.symbol;
  useEffect(() => {
    document.title = `${pricesTitle(named)} · Barometer`;
  }, [named]);
  const viewKey = shown ? `${shown.symbol} ${shown.timeframe} ${view.range} ${again}` : "";

  return (
    <>
      {sample ? <SampleChip of={onScreen ?? "prices"} className="mt-1 -mb-4 wide:hidden" /> : null}
      <PriceToolbar
        view={view}
        symbol={named}
        pair={shown && !isEarlier ? shown.pair : null}
        coins={coins}
        onChange={change}
        onRange={setRange}
      />
      {problem ? (
        <PriceProblem
          error={problem}
          symbol={view.symbol}
          isDrawn={prices !== null && !isEarlier}
          left={left}
          onRetry={retryAll}
          onSymbol={(symbol) => change({ symbol })}
          onTimeframe={(timeframe) => change({ timeframe })}
        />
      ) : shown && !isEarlier ? (
        <DegradedNote answer={shown} left={retryInS(null, shown) === null ? null : left} />
      ) : null}
      <div className="grid items-start gap-4 wide:grid-cols-[minmax(0,1fr)_18.75rem]">
        {isComparing ? (
          <ComparisonBlock state={comparison} view={view} />
        ) : (
          <ChartBlock
            ref={chart}
            prices={prices}
            view={view}
            window={window}
            viewKey={viewKey}
            asking={asking}
            isEarlier={isEarlier}
            olderFailed={olderFailed}
            onOlder={older}
            onSymbol={(symbol) => change({ symbol })}
          />
        )}
        <div className="grid content-start gap-3">
          <LastPriceBlock prices={prices} period={period} range={view.range} asked={isEarlier ? view.symbol : null} />
          {compared && compared.comparison.symbols.length > 1 ? (
            <CorrelationBlock correlation={compared.correlation} timeframe={compared.timeframe} />
          ) : null}
          {prices ? (
            <div inert={isEarlier} className={cn(isEarlier && "opacity-0")}>
              <TakeAway prices={prices} view={view} chart={chart} />
            </div>
          ) : null}
        </div>
      </div>
    </>
  );
}
