"use client";

import { useCallback, useState } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { NewsMoodAnswer } from "@/lib/contracts/functions/news-mood";
import { ok, type Result } from "@/lib/core/errors";
import type { KnownNews } from "./mood-window";
import { toMoodInput } from "./news-input";
import type { NewsView } from "./news-view";

const LOOK_AGAIN_MS = 60_000;
const never = new AbortController().signal;

/** Which question the strip of a view asks; the server and the browser name it alike. */
const moodKey = (view: NewsView, known: KnownNews | null, now: number): string =>
  JSON.stringify(toMoodInput(view, known, now));

export interface MoodState {
  /** Of what is asked for; while that is on its way, what was drawn before it; null where it failed: another answer would stand for it. */
  readonly mood: NewsMoodAnswer | null;
  readonly asking: boolean;
  readonly problem: ApiError | null;
  readonly retry: () => void;
}

/** The mood of the news of a view, in the time that fits what is known of the archive. */
export function useMood(
  view: NewsView,
  { known, now }: { readonly known: KnownNews | null; readonly now: number },
  initial: { readonly key: string; readonly mood: NewsMoodAnswer } | null,
): MoodState {
  const api = useApi();
  const key = moodKey(view, known, now);
  const [held, setHeld] = useState(initial);
  const { data, mutate, isValidating } = useSWR<Result<NewsMoodAnswer>>(
    `${api.routes.news_mood.path} ${key}`,
    () => api.call("news_mood", toMoodInput(view, known, now), { signal: never }),
    {
      ...(initial?.key === key ? { fallbackData: ok(initial.mood), revalidateOnMount: Date.now() - now > 30_000 } : {}),
      refreshInterval: LOOK_AGAIN_MS,
      dedupingInterval: 5_000,
      focusThrottleInterval: 30_000,
    },
  );
  if (data?.ok && (data.value !== held?.mood || held.key !== key)) setHeld({ key, mood: data.value });
  const retry = useCallback(() => void mutate(), [mutate]);
  const isFailed = data?.ok === false;
  return {
    mood: data?.ok ? data.value : held && (held.key === key || !isFailed) ? held.mood : null,
    asking: data === undefined || (!data.ok && isValidating),
    problem: data?.ok === false ? data.error : null,
    retry,
  };
}
