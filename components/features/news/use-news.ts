"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { NewsAnswer } from "@/lib/contracts/functions/news";
import { ok, type Result } from "@/lib/core/errors";
import { countFresh, type Fresh } from "./count-fresh";
import { type KeptList, keepList, keptList } from "./kept-lists";
import { toNewsInput } from "./news-input";
import type { NewsView } from "./news-view";

/** So many stay in the page; who wants older ones narrows the days. */
export const MOST_STORIES = 2_000;
const LOOK_AGAIN_MS = 60_000;
const never = new AbortController().signal;

/** Which question a view asks; the server and the browser name it alike. */
export const newsKey = (view: NewsView): string => JSON.stringify(toNewsInput(view));

/** What the server had ready when the page was asked for, at that moment. */
interface FirstNews {
  readonly key: string;
  readonly at: number;
  readonly news: NewsAnswer;
}

export interface NewsState {
  /** Of what is asked for; while that is on its way, what was listed before it. */
  readonly list: KeptList | null;
  /** The newest answer: what it says of sources and counts. */
  readonly latest: NewsAnswer | null;
  /** `list` is of another question: it keeps the room. */
  readonly isEarlier: boolean;
  readonly asking: boolean;
  readonly problem: ApiError | null;
  /** What came since the list was made; null without any. */
  readonly fresh: Fresh | null;
  readonly showFresh: () => void;
  readonly more: () => void;
  readonly loadingMore: boolean;
  readonly moreFailed: ApiError | null;
  readonly retry: () => void;
}

/** A page that was kept for a while asks at once. */
const isOld = (at: number): boolean => Date.now() - at > 30_000;

const toList = (first: NewsAnswer): KeptList => ({ first, items: first.items, next: first.next });
interface Paging {
  readonly key: string;
  readonly loading: boolean;
  readonly failed: ApiError | null;
}

/** Stories of a view: the first page is asked again each minute, and nothing that came since is put in while one reads. */
export function useNews(view: NewsView, initial: FirstNews | null): NewsState {
  const api = useApi();
  const key = newsKey(view);
  const [held, setHeld] = useState<{ readonly key: string; readonly list: KeptList } | null>(() => {
    const list = keptList(key) ?? (initial?.key === key ? toList(initial.news) : null);
    return list && { key, list };
  });
  const { data, mutate, isValidating } = useSWR<Result<NewsAnswer>>(
    `${api.routes.news.path} ${key}`,
    () => api.call("news", toNewsInput(view), { signal: never }),
    {
      ...(initial?.key === key ? { fallbackData: ok(initial.news), revalidateOnMount: isOld(initial.at) } : {}),
      refreshInterval: LOOK_AGAIN_MS,
      dedupingInterval: 5_000,
      focusThrottleInterval: 30_000,
    },
  );
  if (data?.ok && held?.key !== key) setHeld({ key, list: keptList(key) ?? toList(data.value) });
  const isEarlier = held !== null && held.key !== key;
  const list = held?.list ?? null;
  useEffect(() => {
    if (held) keepList(held.key, held.list);
  }, [held]);

  const [paging, setPaging] = useState<Paging>({ key, loading: false, failed: null });
  const running = useRef<AbortController | null>(null);
  const giveUp = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setPaging({ key, loading: false, failed: null });
  }, [key]);
  // Another question gives up the next page of the last one.
  useEffect(() => giveUp, [giveUp]);
  const more = useCallback(async () => {
    if (isEarlier || !list?.next || list.items.length >= MOST_STORIES || running.current) return;
    const mine = new AbortController();
    running.current = mine;
    setPaging({ key, loading: true, failed: null });
    const asked = await api.call("news", { ...JSON.parse(key), cursor: list.next }, { signal: mine.signal });
    if (mine.signal.aborted) return;
    running.current = null;
    setPaging({ key, loading: false, failed: asked.ok ? null : asked.error });
    if (!asked.ok) return;
    const there = new Set(list.items.map(({ id }) => id));
    const items = [...list.items, ...asked.value.items.filter(({ id }) => !there.has(id))];
    // It goes on from that list, and from no other.
    setHeld((before) => (before?.list === list ? { key, list: { ...list, items, next: asked.value.next } } : before));
  }, [api, key, list, isEarlier]);

  const counted = data?.ok && list && !isEarlier ? countFresh(list, data.value) : null;
  const fresh = counted && (counted.count > 0 || counted.isOther) ? counted : null;
  const showFresh = useCallback(() => {
    if (!data?.ok) return;
    giveUp();
    setHeld({ key, list: toList(data.value) });
  }, [data, key, giveUp]);
  const retry = useCallback(() => void mutate(), [mutate]);
  const own = paging.key === key ? paging : null;
  return {
    list,
    latest: data?.ok ? data.value : isEarlier ? null : (list?.first ?? null),
    isEarlier,
    asking: data === undefined || (!data.ok && isValidating),
    problem: data?.ok === false ? data.error : null,
    fresh,
    showFresh,
    more,
    loadingMore: own?.loading === true,
    moreFailed: own?.failed ?? null,
    retry,
  };
}
