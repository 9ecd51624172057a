"use client";

import useSWR from "swr";
import { useApi } from "@/components/providers";

const never = new AbortController().signal;

/** Whether verdicts can be flagged on this server: asked once it is of use, false until it is known. A failed question is asked again. */
export function useFlagging(isOfUse: boolean): boolean {
  const api = useApi();
  const { data } = useSWR(
    isOfUse ? api.routes.info.path : null,
    async () => {
      const answer = await api.call("info", {}, { signal: never });
      // As a failure and not as an answer, which would be kept.
      if (!answer.ok) throw new Error(answer.error.detail);
      return answer.value.features.flagging;
    },
    { revalidateOnFocus: false, shouldRetryOnError: true, errorRetryCount: 3 },
  );
  return data === true;
}
