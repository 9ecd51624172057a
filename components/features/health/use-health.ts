"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";
import { useApi } from "@/components/providers";
import { type Health, toHealth } from "./to-health";

export type { Health };

const EVERY_MS = 30_000;
const AWAY_EVERY_MS = 5_000;
/** Nobody gives this question up; its deadline is the contract's. */
const never = new AbortController().signal;

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
    () => api.call("health", {}, { signal: never }),
    {
      refreshInterval: (last) => (last?.ok === false ? AWAY_EVERY_MS : EVERY_MS),
      refreshWhenHidden: false,
      refreshWhenOffline: true,
    },
  );

  // An answer to anything else says that the server is back; one that lacks a tier, that something is out.
  const away = data?.ok === false;
  useEffect(
    () =>
      api.onAnswer((name, answer) => {
        if (name !== "health" && (away || isDegraded(answer))) void mutate();
      }),
    [api, away, mutate],
  );

  return toHealth(data);
}

const isDegraded = (answer: unknown): boolean =>
  typeof answer === "object" &&
  answer !== null &&
  "degraded" in answer &&
  Array.isArray(answer.degraded) &&
  answer.degraded.length > 0;
