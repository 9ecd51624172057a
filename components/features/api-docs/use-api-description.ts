"use client";

import useSWR from "swr";
import type { DescribedApi } from "@/lib/core/snippets/described-function";

const ADDRESS = "/use-via-api/functions.json";

/** What the API can do, fetched once a visit. */
export function useApiDescription(): { readonly api: DescribedApi | null; readonly failed: boolean } {
  const { data, error } = useSWR<DescribedApi>(
    ADDRESS,
    async (address: string) => {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`status ${response.status}`);
      // Made by this app, from the same build.
      return (await response.json()) as DescribedApi;
    },
    { revalidateOnFocus: false, revalidateOnReconnect: true, revalidateIfStale: false },
  );
  return { api: data ?? null, failed: error !== undefined && data === undefined };
}
