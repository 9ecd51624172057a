import { mayReadHub } from "./hub-consent";

export type BrowserMarket = typeof import("./browser-market");

let loading: Promise<BrowserMarket> | null = null;

/** Fetches the market of this browser once, when it is first wanted; a failed fetch may be tried again. */
export function loadBrowserMarket(): Promise<BrowserMarket> {
  loading ??= import("./browser-market").then(
    (market) => {
      if (mayReadHub()) market.warmHub();
      return market;
    },
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}
