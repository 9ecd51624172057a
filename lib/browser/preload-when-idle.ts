import { loadBrowserContainer } from "./load-browser-container";

/** Long after the first paint, so that it competes with nothing. */
const AFTER_MS = 1_500;

/** Fetches the in-browser reader while the network is there, so that it can answer when it is not. Returns a way to stop. */
export function preloadWhenIdle(): () => void {
  const load = () => void loadBrowserContainer().catch(() => {});
  const timer = setTimeout(() => {
    if ("requestIdleCallback" in window) requestIdleCallback(load);
    else load();
  }, AFTER_MS);
  return () => clearTimeout(timer);
}
