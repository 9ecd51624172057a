"use client";

import { useCallback, useMemo } from "react";
import useSWR from "swr";
import { retryInS } from "@/components/blocks/retry-in-s";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import { type Timeframe, timeframes } from "@/lib/contracts/timeframes";
import { toColumns } from "@/lib/core/charts/chart-series";
import { prepareComparison } from "@/lib/core/charts/prepare-comparison";
import { type Correlation, prepareCorrelation } from "@/lib/core/charts/prepare-correlation";
import { ok } from "@/lib/core/errors";
import { stepOf } from "@/lib/core/market/timeframe";
import { type AskedCoin, type ComparedCoin, leaveOut } from "./leave-out";
import { daysOf, type PricesView } from "./prices-view";
import { useAskPrices } from "./use-ask-prices";

const DAY_MS = 86_400_000;
/** More candles of each coin than these are drawn from longer ones. */
const MOST_CANDLES = 2_000;
/** "All" of several coins: as far back as any of them goes. */
const ALL_DAYS = 3_650;
const never = new AbortController().signal;

interface Asked {
  readonly key: string;
  readonly coins: readonly AskedCoin[];
  readonly isOut: boolean;
}

export interface ComparedCoins {
  readonly sample: boolean;
  /** The length of the candles that it is drawn from. */
  readonly timeframe: Timeframe;
  readonly comparison: ReturnType<typeof prepareComparison>;
  readonly correlation: Correlation;
}

export interface ComparisonState {
  /** Of what is asked for; while that is on its way, what was drawn before it. */
  readonly compared: ComparedCoins | null;
  readonly failed: readonly { readonly symbol: string; readonly error: ApiError }[];
  /** What is drawn is not yet what is asked for. */
  readonly asking: boolean;
  /** The server did not answer for one of them. */
  readonly isOut: boolean;
  readonly retry: () => void;
}

/** The shortest candles, from those that are wished for on, of which a range does not take too many. */
function pickTimeframe({ timeframe, range }: PricesView): Timeframe {
  const span = (daysOf[range] ?? ALL_DAYS) * DAY_MS;
  const from = timeframes.indexOf(timeframe);
  return timeframes.slice(from).find((longer) => span / stepOf[longer] <= MOST_CANDLES) ?? "1w";
}

/** The coins of a view side by side; nothing is asked while there is one alone. */
export function useComparison(view: PricesView): ComparisonState {
  const api = useApi();
  const ask = useAskPrices();
  const timeframe = pickTimeframe(view);
  const coins = [view.symbol, ...view.compare];
  const days = daysOf[view.range] ?? ALL_DAYS;
  const key = view.compare.length === 0 ? null : `${api.routes.prices_quick.path} ${coins.join()} ${timeframe} ${days}`;
  // What came keeps its own names and its key: it may be drawn while another question is on its way.
  const { data, mutate, isValidating } = useSWR<Asked>(
    key,
    async (own: string) => {
      let isOut = false;
      const asked = coins.map(async (symbol) => {
        const answer = await ask({ symbol, timeframe, days, limit: MOST_CANDLES }, never);
        isOut ||= retryInS(answer.ok ? null : answer.error, answer.ok ? answer.value : null) !== null;
        return { asked: symbol, result: answer.ok ? ok(toCoin(answer.value)) : answer };
      });
      const came = await Promise.all(asked);
      return { key: own, coins: came, isOut };
    },
    { keepPreviousData: true, focusThrottleInterval: 60_000 },
  );
  const checked = useMemo(() => leaveOut(data?.coins ?? []), [data]);
  const compared = useMemo(() => compare(checked), [checked]);
  const failed = checked.flatMap(({ asked, result }) => (result.ok ? [] : [{ symbol: asked, error: result.error }]));
  const asking = key !== null && (data?.key !== key || (failed.length > 0 && isValidating));
  const retry = useCallback(() => void mutate(), [mutate]);
  return { compared, failed, asking, isOut: key !== null && data?.isOut === true, retry };
}

const toCoin = ({ symbol, timeframe, candles, provenance }: PricesAnswer): ComparedCoin => {
  const { time, open, close } = toColumns(candles);
  return { symbol, timeframe, sample: provenance.sample, time, open, close };
};

function compare(coins: readonly AskedCoin[]): ComparedCoins | null {
  const lines = coins.flatMap(({ result }) => (result.ok ? [result.value] : []));
  const [first] = lines;
  if (!first) return null;
  return {
    sample: lines.some(({ sample }) => sample),
    timeframe: first.timeframe,
    comparison: prepareComparison(lines, first.timeframe),
    correlation: prepareCorrelation(lines),
  };
}
