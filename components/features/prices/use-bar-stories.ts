"use client";

import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { NewsAnswer } from "@/lib/contracts/functions/news";
import type { Result } from "@/lib/core/errors";

/** More than these are on the page of news. */
const MOST = 5;
const never = new AbortController().signal;

/** Stories about a coin in a stretch of time (milliseconds: from, and before), the newest first; undefined while they are on their way. */
export function useBarStories(symbol: string, from: number, to: number): Result<NewsAnswer> | undefined {
  const api = useApi();
  const asked = { symbol, from: new Date(from).toISOString(), to: new Date(to).toISOString(), limit: MOST };
  const { data } = useSWR(
    `${api.routes.news.path} ${symbol} ${from} ${to}`,
    () => api.call("news", asked, { signal: never }),
    { revalidateOnFocus: false },
  );
  return data;
}
