/** Asks the service worker to keep what this page runs on, and more of it where named. Without one nothing happens. */
export function keepOffline(more: readonly string[] = []): void {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const urls = [...new Set([...loaded, ...more])].filter((url) => url.startsWith(`${location.origin}/`));
  try {
    navigator.serviceWorker?.controller?.postMessage({ keep: urls });
  } catch {
    // A frame of another site may have none.
  }
}
