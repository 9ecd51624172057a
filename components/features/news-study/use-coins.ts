"use client";

import { useMemo } from "react";
import useSWR from "swr";
import { type CoinChoice, listCoins } from "@/components/blocks/coin-list";
import { useApi } from "@/components/providers";

const never = new AbortController().signal;

/** Coins that a source of prices has; empty while that is not known. */
export function useCoins(): readonly CoinChoice[] {
  const api = useApi();
  const { data } = useSWR(api.routes.datasets.path, () => api.call("datasets", {}, { signal: never }), {
    revalidateOnFocus: false,
  });
  return useMemo(() => (data?.ok ? listCoins(data.value.datasets) : []), [data]);
}
