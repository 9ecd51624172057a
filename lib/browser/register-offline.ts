/** Registers the service worker of this build after the page has loaded. Failing does no harm. Returns a way to stop. */
export function registerOffline(): () => void {
  const start = (): void => void register(process.env.BAROMETER_BUILD).catch(() => {});
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
  return () => removeEventListener("load", start);
}

// Even looking at `serviceWorker` may throw in a frame of another site; over plain http there is none.
async function register(build: string | undefined): Promise<void> {
  const { serviceWorker } = navigator;
  if (build) await serviceWorker.register(`/sw.js?v=${build}`, { updateViaCache: "none" });
  // A worker of an earlier build would serve this development server's files from its store.
  else for (const old of await serviceWorker.getRegistrations()) await old.unregister();
}
