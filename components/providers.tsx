"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import { SWRConfig } from "swr";
import { type ApiClient, createApiClient, type RouteTable } from "@/lib/browser/api-client";

export type { Route, RouteTable } from "@/lib/browser/api-client";

const ApiContext = createContext<ApiClient | null>(null);

/** Hands the typed client to the page. The table of routes comes from the registry, which stays on the server. */
export function Providers({ routes, children }: { routes: RouteTable; children: ReactNode }) {
  const api = useMemo(() => createApiClient(routes), [routes]);
  return (
    <SWRConfig value={{ shouldRetryOnError: false }}>
      <ApiContext value={api}>{children}</ApiContext>
    </SWRConfig>
  );
}

export function useApi(): ApiClient {
  const api = useContext(ApiContext);
  if (!api) throw new Error("useApi needs <Providers> above it");
  return api;
}
