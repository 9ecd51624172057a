"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import type { OutputOf } from "@/lib/browser/api-client";

export type Health =
  | { readonly state: "asking" | "offline" }
  | { readonly state: "healthy" | "degraded" | "unhealthy"; readonly checks: OutputOf<"health">["checks"] };

const EVERY_MS = 30_000;
const AWAY_EVERY_MS = 5_000;

/** How the server is, asked while the page is seen: every 30 seconds, and every 5 while it is away. */
export function useHealth(): Health {
  const api = useApi();
  const [started, setStarted] = useState(false);

  // The first paint comes first: the question can wait until the browser has nothing better to do.
  useEffect(() => {
    const timer = setTimeout(() => setStarted(true), 1_000);
    return () => clearTimeout(timer);
  }, []);

  const { data, mutate } = useSWR(
    started ? api.routes.health.path : null,
    () => api.call("health", {}, { signal: AbortSignal.timeout(10_000) }),
    {
      refreshInterval: (last) => (last?.ok === false ? AWAY_EVERY_MS : EVERY_MS),
      refreshWhenHidden: false,
      refreshWhenOffline: true,
    },
  );

  // An answer to anything else says that the server is back.
  const away = data?.ok === false;
  useEffect(() => {
    if (!away) return;
    return api.onAnswer((name) => {
      if (name !== "health") void mutate();
    });
  }, [api, away, mutate]);

  if (!data) return { state: "asking" };
  if (!data.ok)
    return { state: data.error.code === "unavailable" || data.error.code === "cancelled" ? "offline" : "asking" };
  return { state: data.value.status, checks: data.value.checks };
}
