"use client";

import useSWR from "swr";
import { useApi } from "@/components/providers";
import { figureWords } from "./figure-words";

/** Nobody gives this question up; its deadline is the contract's. */
const never = new AbortController().signal;

/** How a function did in the last day, in words; null until that is known. `refresh` asks again, as after a call. */
export function useFigures(): { readonly of: (name: string) => string | null; readonly refresh: () => void } {
  const api = useApi();
  const ask = async () => {
    const answer = await api.call("stats", { window: "24h" }, { signal: never });
    // What failed is asked again, and what was known before stays.
    if (!answer.ok) throw new Error(answer.error.detail);
    return answer.value;
  };
  const { data, mutate } = useSWR("api-docs/stats/24h", ask, { revalidateOnFocus: false });
  return {
    of: (name) => (data ? figureWords(data.functions.find((each) => each.name === name)) : null),
    refresh: () => void mutate(),
  };
}
