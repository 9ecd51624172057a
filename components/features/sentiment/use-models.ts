"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { ModelEntry } from "./engine-options";

/** The first paint comes first. */
const START_MS = 1_000;
const NEVER = new AbortController().signal;

/** The models of the server with their states, asked again after each verdict; null while they are not known. */
export function useModels(): readonly ModelEntry[] | null {
  const api = useApi();
  const [started, setStarted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStarted(true), START_MS);
    return () => clearTimeout(timer);
  }, []);

  const { data, mutate } = useSWR(started ? api.routes.models.path : null, () =>
    api.call("models", {}, { signal: NEVER }),
  );
  // A model that was asked for the first time is now ready, or out; one that was read in this browser changes nothing.
  useEffect(
    () =>
      api.onAnswer((name) => {
        if (started && name === "sentiment") void mutate();
      }),
    [api, mutate, started],
  );

  const [known, setKnown] = useState<readonly ModelEntry[] | null>(null);
  const listed = data?.ok ? data.value.models : null;
  useEffect(() => {
    if (listed) setKnown(listed);
  }, [listed]);
  return listed ?? known;
}
