"use client";

import { useCallback, useEffect, useRef } from "react";
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
  const calls = useRef(new Map<string, AbortController>());
  const { data, error, mutate, isValidating } = useSWR<Result<EventStudyAnswer>>(
    key,
    async () => {
      const call = new AbortController();
      calls.current.set(key, call);
      const result = await api.call("event_study", input, { signal: call.signal });
      if (calls.current.get(key) === call) calls.current.delete(key);
      if (call.signal.aborted) throw left;
      return result;
    },
    // It takes the server seconds: what was studied a moment ago is not studied again for a look at another one.
    { revalidateOnFocus: false, revalidateOnReconnect: false, dedupingInterval: 60_000 },
  );
  // Seconds of work for an answer that nobody waits for are the server's to save.
  useEffect(() => {
    const mine = calls.current;
    return () => mine.get(key)?.abort();
  }, [key]);
  // Who comes back at once finds the call that was just given up.
  useEffect(() => {
    if (error === left && data === undefined && !isValidating) void mutate();
  }, [error, data, isValidating, mutate]);
  const retry = useCallback(() => void mutate(), [mutate]);
  return {
    study: data?.ok ? data.value : null,
    problem: data?.ok === false ? data.error : null,
    asking: data === undefined || (!data.ok && isValidating),
    retry,
  };
}
