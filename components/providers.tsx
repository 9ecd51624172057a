"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { type State, SWRConfig } from "swr";
import { type ApiClient, createApiClient, type RouteTable } from "@/lib/browser/api-client";
import { createCappedCache } from "@/lib/core/create-capped-cache";

export type { Route, RouteTable } from "@/lib/browser/api-client";

/** Answers that a visit keeps: far more than one page shows at once, far fewer than a long visit asks for. */
const MOST_ANSWERS = 150;
const config = { shouldRetryOnError: false, provider: () => createCappedCache<State>(MOST_ANSWERS) };

const ApiContext = createContext<ApiClient | null>(null);

/** Hands the typed client to the page. The table of routes comes from the registry, which stays on the server. */
export function Providers({ routes, children }: { routes: RouteTable; children: ReactNode }) {
  const api = useMemo(() => createApiClient(routes), [routes]);
  return (
    <SWRConfig value={config}>
      <ApiContext value={api}>{children}</ApiContext>
    </SWRConfig>
  );
}

export function useApi(): ApiClient {
  const api = useContext(ApiContext);
  if (!api) throw new Error("useApi needs <Providers> above it");
  return api;
}
