import { loadBrowserContainer } from "./load-browser-container";

/** Long after the first paint, so that it competes with nothing. */
const AFTER_MS = 1_500;

/** Fetches a reader of this browser while the network is there, so that it can answer when it is not. Returns a way to stop. */
export function preloadWhenIdle(fetchIt: () => Promise<unknown> = loadBrowserContainer): () => void {
  const load = () => void fetchIt().catch(() => {});
  const timer = setTimeout(() => {
    if ("requestIdleCallback" in window) requestIdleCallback(load);
    else load();
  }, AFTER_MS);
  return () => clearTimeout(timer);
}
