"use client";

import { useCallback, useEffect, useMemo } from "react";
import useSWR from "swr";
import { mayRetry } from "@/components/blocks/problem-words";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { PricesAnswer } from "@/lib/contracts/functions/prices";
import { toColumns } from "@/lib/core/charts/chart-series";
import { endOf, mayChange, prepareReaction, type Reaction } from "@/lib/core/charts/prepare-reaction";
import type { Result } from "@/lib/core/errors";

const never = new AbortController().signal;
/** The hours that are needed, and some before them: the server wants one at least. */
const CANDLES = 30;
const REFRESH_MS = 600_000;

export interface ReactionState {
  /** Null while it is on its way, where it failed, and where it is not to be shown. */
  readonly reaction: Reaction | null;
  /** What of news and prices is sample data and the other is not; null where they go together. */
  readonly mixed: "prices" | "news" | null;
  readonly problem: ApiError | null;
  readonly retry: () => void;
}

/** What a coin's price did after a moment (milliseconds), from hourly candles. `sample`: whether the news is. */
export function useReaction(symbol: string, seenAt: number, sample: boolean): ReactionState {
  const api = useApi();
  const { data, mutate } = useSWR<Result<PricesAnswer> & { readonly now: number }>(
    `${api.routes.prices_quick.path} ${symbol} after ${seenAt}`,
    async () => {
      const input = {
        symbol,
        timeframe: "1h",
        to: new Date(endOf(seenAt)).toISOString(),
        days: 2,
        limit: CANDLES,
      } as const;
      const result = await api.call("prices_quick", input, { signal: never });
      return { ...result, now: Date.now() };
    },
    { revalidateOnFocus: false },
  );
  const answer = data?.ok ? data.value : null;
  const isMixed = answer !== null && answer.provenance.sample !== sample;
  const reaction = useMemo(() => {
    if (!answer || isMixed || !data) return null;
    const { last_candle: newest, partial_from: partial } = answer.provenance;
    return prepareReaction({
      seenAt,
      now: data.now,
      candles: toColumns(answer.candles),
      newest: Date.parse(newest),
      partialFrom: partial === null ? null : Date.parse(partial),
    });
  }, [answer, isMixed, data, seenAt]);
  const retry = useCallback(() => void mutate(), [mutate]);
  const isOpen = reaction ? mayChange(reaction) : data?.ok === false && mayRetry(data.error);
  useEffect(() => {
    if (!isOpen) return;
    // An hour that had not ended ends.
    const timer = setInterval(() => {
      if (!document.hidden) retry();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [isOpen, retry]);
  return {
    reaction,
    mixed: isMixed ? (sample ? "news" : "prices") : null,
    problem: data?.ok === false ? data.error : null,
    retry,
  };
}
