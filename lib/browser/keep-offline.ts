/** Asks the service worker to keep what this page runs on, and more where named. Without one nothing happens. */
export function keepOffline(more: readonly string[] = []): void {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const asset = /\/_next\/static\/|\/icon|\.mjs$/u;
  const keep = [...new Set([...loaded.filter((url) => asset.test(url)), ...more])];
  try {
    void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ keep }));
  } catch {
    // A frame of another site may have none.
  }
}
