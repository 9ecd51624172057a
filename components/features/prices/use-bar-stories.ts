"use client";

import { useCallback } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { NewsAnswer } from "@/lib/contracts/functions/news";
import type { Result } from "@/lib/core/errors";

/** More than these are on the page of news. */
const MOST = 5;
const never = new AbortController().signal;

interface BarStoriesState {
  /** Undefined while they are on their way. */
  readonly result: Result<NewsAnswer, ApiError> | undefined;
  readonly retry: () => void;
}

/** Stories about a coin in a stretch of time (milliseconds: from, and before), the newest first. */
export function useBarStories(symbol: string, from: number, to: number): BarStoriesState {
  const api = useApi();
  const asked = { symbol, from: new Date(from).toISOString(), to: new Date(to).toISOString(), limit: MOST };
  const { data, isValidating, mutate } = useSWR(
    `${api.routes.news.path} ${symbol} ${from} ${to}`,
    () => api.call("news", asked, { signal: never }),
    { revalidateOnFocus: false },
  );
  const retry = useCallback(() => void mutate(), [mutate]);
  return { result: data?.ok === false && isValidating ? undefined : data, retry };
}
