"use client";

import { useMemo } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import { type Timeframe, timeframes } from "@/lib/contracts/timeframes";
import { toColumns } from "@/lib/core/charts/chart-series";
import { prepareComparison } from "@/lib/core/charts/prepare-comparison";
import { type Correlation, prepareCorrelation } from "@/lib/core/charts/prepare-correlation";
import { fail, type Result } from "@/lib/core/errors";
import { stepOf } from "@/lib/core/market/timeframe";
import { daysOf, type PricesView } from "./prices-view";
import { useAskPrices } from "./use-ask-prices";

const DAY_MS = 86_400_000;
/** More candles of each coin than these are drawn from longer ones. */
const MOST_CANDLES = 2_000;
/** "All" of several coins: as far back as any of them goes. */
const ALL_DAYS = 3_650;
const never = new AbortController().signal;

export interface ComparedCoins {
  readonly answers: readonly PricesAnswer[];
  readonly comparison: ReturnType<typeof prepareComparison>;
  readonly correlation: Correlation;
}

export interface ComparisonState {
  readonly compared: ComparedCoins | null;
  /** The length of the candles that it is drawn from. */
  readonly timeframe: Timeframe;
  readonly failed: readonly { readonly symbol: string; readonly error: ApiError }[];
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
  const { data, mutate } = useSWR<readonly Result<PricesAnswer>[]>(
    view.compare.length === 0 ? null : `${api.routes.prices_quick.path} ${coins.join()} ${timeframe} ${days}`,
    () => Promise.all(coins.map((symbol) => ask({ symbol, timeframe, days, limit: MOST_CANDLES }, never))),
    { keepPreviousData: true, focusThrottleInterval: 60_000 },
  );
  const unmixed = useMemo(() => leaveOutSamples(data ?? []), [data]);
  const compared = useMemo(() => compare(unmixed), [unmixed]);
  const failed = unmixed.flatMap((one, at) =>
    one.ok ? [] : [{ symbol: coins[at] ?? "", error: one.error satisfies ApiError }],
  );
  return { compared, timeframe, failed, retry: () => void mutate() };
}

/** Made-up prices beside real ones would look like a market: where there are both, the real ones stay. */
function leaveOutSamples(results: readonly Result<PricesAnswer>[]): readonly Result<PricesAnswer>[] {
  if (!results.some((one) => one.ok && !one.value.provenance.sample)) return results;
  return results.map((one) =>
    one.ok && one.value.provenance.sample
      ? fail("unavailable", "there are sample data only, which are not compared with real prices.")
      : one,
  );
}

function compare(results: readonly Result<PricesAnswer>[]): ComparedCoins | null {
  const answers = results.flatMap((one) => (one.ok ? [one.value] : []));
  if (answers.length < 2) return null;
  const [{ timeframe } = { timeframe: "1d" as const }] = answers;
  const lines = answers.map(({ symbol, candles }) => {
    const { time, close } = toColumns(candles);
    return { symbol, time, close };
  });
  return { answers, comparison: prepareComparison(lines, timeframe), correlation: prepareCorrelation(lines) };
}
