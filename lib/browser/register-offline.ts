import { keepOffline } from "./keep-offline";

/** Long enough after the page that its late parts are there. */
const KEEP_AFTER_MS = 8_000;

/** Registers the service worker of this build after the page has loaded. Failing does no harm. Returns a way to stop. */
export function registerOffline(): () => void {
  const build = process.env.BAROMETER_BUILD;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = (): void => {
    void register(build).catch(() => {});
    timer = setTimeout(() => keepOffline([`${location.origin}${location.pathname}`]), KEEP_AFTER_MS);
  };
  if (document.readyState === "complete") start();
  else addEventListener("load", start, { once: true });
  return () => {
    clearTimeout(timer);
    removeEventListener("load", start);
  };
}

// Even looking at `serviceWorker` may throw in a frame of another site; over plain http there is none.
async function register(build: string | undefined): Promise<void> {
  const { serviceWorker } = navigator;
  if (build) await serviceWorker.register(`/sw.js?v=${build}`, { updateViaCache: "none" });
  // A worker of an earlier build would serve this development server's files from its store.
  else for (const old of await serviceWorker.getRegistrations()) await old.unregister();
}
