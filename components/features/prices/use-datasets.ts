"use client";

import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { DatasetEntry } from "@/lib/contracts/functions/datasets";

const RETRY_MS = 30_000;
const never = new AbortController().signal;

/** The sources of prices and what they hold; null while that is not known. */
export function useDatasets(): readonly DatasetEntry[] | null {
  const api = useApi();
  const { data } = useSWR(api.routes.datasets.path, () => api.call("datasets", {}, { signal: never }), {
    revalidateOnFocus: false,
    // Without the list no coin can be found by its name.
    refreshInterval: (latest) => (latest?.ok === false ? RETRY_MS : 0),
  });
  return data?.ok ? data.value.datasets : null;
}
