"use client";

import { useCallback } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { EventStudyAnswer } from "@/lib/contracts/functions/event-study";
import type { Result } from "@/lib/core/errors";
import type { StudyView } from "./study-view";

const never = new AbortController().signal;

export interface StudyState {
  /** Null while it is on its way, and where it failed. */
  readonly study: EventStudyAnswer | null;
  readonly problem: ApiError | null;
  readonly asking: boolean;
  readonly retry: () => void;
}

/** The study of a coin; all labels come with one answer. */
export function useStudy({ symbol, timeframe, against, clock }: StudyView): StudyState {
  const api = useApi();
  const input = { symbol, timeframe, clock, ...(against ? { against } : {}) };
  const { data, mutate, isValidating } = useSWR<Result<EventStudyAnswer>>(
    `${api.routes.event_study.path} ${symbol} ${timeframe} ${against} ${clock}`,
    () => api.call("event_study", input, { signal: never }),
    // It takes the server seconds: what was studied a moment ago is not studied again for a look at another one.
    { revalidateOnFocus: false, revalidateOnReconnect: false, dedupingInterval: 60_000 },
  );
  const retry = useCallback(() => void mutate(), [mutate]);
  return {
    study: data?.ok ? data.value : null,
    problem: data?.ok === false ? data.error : null,
    asking: data === undefined || (!data.ok && isValidating),
    retry,
  };
}
