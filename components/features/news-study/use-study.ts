"use client";

import { useCallback, useLayoutEffect, useRef } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { EventStudyAnswer } from "@/lib/contracts/functions/event-study";
import type { Result } from "@/lib/core/errors";
import type { StudyView } from "./study-view";

/** The question was left before its answer came. */
const left = new Error("left");

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
  const key = `${api.routes.event_study.path} ${symbol} ${timeframe} ${against} ${clock}`;
  const call = useRef<{ readonly key: string; readonly done: AbortController } | null>(null);
  const looking = useRef<string | null>(null);
  const { data, mutate, isValidating } = useSWR<Result<EventStudyAnswer>>(
    key,
    async () => {
      for (;;) {
        const done = new AbortController();
        call.current = { key, done };
        const result = await api.call("event_study", input, { signal: done.signal });
        if (!done.signal.aborted) return result;
        // Who comes back at once waits for the call that was just given up.
        if (looking.current !== key) throw left;
      }
    },
    // It takes the server seconds: what was studied a moment ago is not studied again for a look at another one.
    { revalidateOnFocus: false, revalidateOnReconnect: false, dedupingInterval: 60_000 },
  );
  // Seconds of work for an answer that nobody waits for are the server's to save.
  useLayoutEffect(() => {
    looking.current = key;
    return () => {
      looking.current = null;
      if (call.current?.key === key) call.current.done.abort();
    };
  }, [key]);
  const retry = useCallback(() => void mutate(), [mutate]);
  return {
    study: data?.ok ? data.value : null,
    problem: data?.ok === false ? data.error : null,
    asking: data === undefined || (!data.ok && isValidating),
    retry,
  };
}
