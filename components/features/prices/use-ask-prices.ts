"use client";

import { useEffect } from "react";
import { useApi } from "@/components/providers";
import type { ApiClient } from "@/lib/browser/api-client";
import { type AskPrices, createAskPrices } from "@/lib/browser/market/create-ask-prices";
import { loadBrowserMarket } from "@/lib/browser/market/load-browser-market";
import { preloadWhenIdle } from "@/lib/browser/preload-when-idle";

/** One for each server, so that all who ask know when it asked for patience. */
const made = new WeakMap<ApiClient, AskPrices>();

/** Asks the server for prices, and this browser where the server cannot answer; what that needs is fetched while it can. */
export function useAskPrices(): AskPrices {
  const api = useApi();
  useEffect(() => preloadWhenIdle(loadBrowserMarket), []);
  const ask = made.get(api) ?? createAskPrices({ api });
  made.set(api, ask);
  return ask;
}
