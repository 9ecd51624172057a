"use client";

import { useCallback } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { NewsStoryAnswer } from "@/lib/contracts/functions/news-story";

const never = new AbortController().signal;

export interface StoryState {
  readonly story: NewsStoryAnswer | null;
  readonly problem: ApiError | null;
  readonly asking: boolean;
  readonly retry: () => void;
}

/** One item with its versions and copies; nothing is asked while none is open. */
export function useStory(id: string | null): StoryState {
  const api = useApi();
  const { data, mutate, isValidating } = useSWR(
    id === null ? null : `${api.routes.news_story.path} ${id}`,
    () => api.call("news_story", { id: id ?? "" }, { signal: never }),
    { dedupingInterval: 30_000, revalidateOnFocus: false },
  );
  const retry = useCallback(() => void mutate(), [mutate]);
  return {
    story: data?.ok ? data.value : null,
    problem: data?.ok === false ? data.error : null,
    asking: id !== null && (data === undefined || (!data.ok && isValidating)),
    retry,
  };
}
