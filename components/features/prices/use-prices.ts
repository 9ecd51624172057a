"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import useSWR from "swr";
import { mayRetry } from "@/components/blocks/problem-words";
import { useStateOf } from "@/components/blocks/use-state-of";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import { MAX_CANDLES } from "@/lib/contracts/limits";
import type { Timeframe } from "@/lib/contracts/timeframes";
import { doMeet, joinCandles, toColumns } from "@/lib/core/charts/chart-series";
import type { Result } from "@/lib/core/errors";
import type { Candles } from "@/lib/core/market/candles";
import { stepOf } from "@/lib/core/market/timeframe";
import { askAgainMs } from "./ask-again-ms";
import { firstWindow } from "./first-window";
import { useAskPrices } from "./use-ask-prices";

/** So many stay in memory; who wants more takes the file. */
export const MOST_CANDLES = 100_000;
const LEAST_PAGE = 1_000;
const DAY_MS = 86_400_000;
const never = new AbortController().signal;

export interface Prices {
  /** The newest answer: what it says of source and coin counts for all. */
  readonly answer: PricesAnswer;
  /** All that is loaded, oldest first. */
  readonly candles: Candles;
  readonly hasOlder: boolean;
}

export interface PricesState {
  /** Of what is asked for; while that is on its way, what was drawn before it. */
  readonly prices: Prices | null;
  readonly problem: ApiError | null;
  /** What is asked for is not there yet. */
  readonly asking: boolean;
  /** While that is on its way, `prices` are of another coin or timeframe: they keep the room, and must not be seen. */
  readonly isEarlier: boolean;
  readonly olderFailed: boolean;
  /** Asks for so many candles before those that there are, one call at a time. */
  readonly older: (wanted: number) => void;
  readonly retry: () => void;
}

interface Past {
  readonly candles: Candles | null;
  readonly hasOlder: boolean | null;
  readonly failed: boolean;
}
const noPast: Past = { candles: null, hasOlder: null, failed: false };

/** Prices of a coin: the newest window first, older ones as they are asked for, joined. */
export function usePrices(symbol: string, timeframe: Timeframe, initial: Result<PricesAnswer> | null): PricesState {
  const api = useApi();
  const ask = useAskPrices();
  const key = `${api.routes.prices_quick.path} ${symbol} ${timeframe}`;
  const [held, setHeld] = useState<{ readonly key: string; readonly answer: PricesAnswer } | null>(null);
  const hasReal = held?.key === key && isReal(held.answer);
  const { data, mutate, isValidating } = useSWR<Result<PricesAnswer>>(
    key,
    () => ask(firstWindow(symbol, timeframe), never, hasReal ? "real" : "any"),
    {
      ...(initial ? { fallbackData: initial, revalidateOnMount: !initial.ok } : {}),
      dedupingInterval: 10_000,
      focusThrottleInterval: 60_000,
      refreshInterval: (latest) => (latest?.ok ? askAgainMs(latest.value) : 0),
    },
  );
  if (data?.ok && data.value !== held?.answer) setHeld({ key, answer: data.value });
  const good = data?.ok ? data.value : (held?.answer ?? null);

  const name = good ? `${good.provenance.source} ${good.symbol} ${good.timeframe}` : "";
  const [past, setPast] = useStateOf<Past>(name, noPast);
  const joined = useMemo<Prices | null>(() => {
    if (!good) return null;
    const fresh = toColumns(good.candles);
    // After a long sleep the newest window begins later than what is kept ends: joined, that would look like a gap of the source.
    const kept = past.candles && doMeet(past.candles, fresh, stepOf[good.timeframe]) ? past : noPast;
    const candles = kept.candles ? joinCandles(kept.candles, fresh, MOST_CANDLES) : fresh;
    const hasOlder = (kept.hasOlder ?? good.has_older) && candles.time.length < MOST_CANDLES;
    return { answer: good, candles, hasOlder };
  }, [good, past]);

  const running = useRef<AbortController | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another series gives up what was asked for the last one
  useEffect(
    () => () => {
      running.current?.abort();
      running.current = null;
    },
    [name],
  );
  const older = useCallback(
    async (wanted: number) => {
      const begin = joined?.candles.time[0];
      if (!joined?.hasOlder || begin === undefined || running.current) return;
      const mine = new AbortController();
      running.current = mine;
      const limit = Math.min(MAX_CANDLES, Math.max(LEAST_PAGE, Math.ceil(wanted)));
      const { answer } = joined;
      const asked = await ask(
        {
          symbol: answer.symbol,
          timeframe: answer.timeframe,
          to: new Date(begin).toISOString(),
          days: Math.ceil((limit * stepOf[answer.timeframe]) / DAY_MS) + 1,
          limit,
        },
        mine.signal,
        isReal(answer) ? "real" : "any",
      );
      if (mine.signal.aborted) return;
      running.current = null;
      // Candles of two sources are never joined: where another one answers now, what is there stays.
      const isSame = asked.ok && asked.value.provenance.source === answer.provenance.source;
      if (isSame) {
        const candles = joinCandles(toColumns(asked.value.candles), joined.candles, MOST_CANDLES);
        setPast({ candles, hasOlder: asked.value.has_older, failed: false });
      } else setPast((before) => ({ ...before, hasOlder: asked.ok ? false : before.hasOlder, failed: !asked.ok }));
    },
    [ask, joined, setPast],
  );

  // The same one each time: a countdown that was given another would begin its end anew.
  const retry = useCallback(() => void mutate(), [mutate]);
  const asking = data === undefined || (!data.ok && isValidating);
  const isEarlier = good !== null && !data?.ok && held?.key !== key;
  return {
    // Where what was asked for cannot be had at all, what was drawn before would stand for something else.
    prices: data?.ok === false && (!mayRetry(data.error) || (isEarlier && !asking)) ? null : joined,
    problem: data?.ok === false ? data.error : null,
    asking,
    isEarlier,
    olderFailed: past.failed,
    older,
    retry,
  };
}

/** Real prices from the server: where it is away they stay, and nothing made up takes their place. */
const isReal = ({ provenance, degraded }: PricesAnswer): boolean =>
  !provenance.sample && !degraded.some(({ source }) => source === "server");
