/** What a browser hands to a page that it would install; no type of the DOM's own, as only some browsers have it. */
interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
  readonly userChoice: Promise<{ readonly outcome: "accepted" | "dismissed" }>;
}

/** Where the script of the head leaves an offer that came before this file did. */
export const INSTALL_OFFER_KEY = "installOffer";

export type InstallState = "offered" | "installed" | "unknown";

let offer: InstallPrompt | null = null;
let isInstalled = false;
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

const isPrompt = (event: Event): event is InstallPrompt => "prompt" in event && typeof event.prompt === "function";

/** Keeps the browser's offer to install this page for the settings. Returns a way to stop. */
export function watchInstallOffer(): () => void {
  const onOffer = (event: Event): void => {
    if (!isPrompt(event)) return;
    // The settings ask, and nothing else.
    event.preventDefault();
    offer = event;
    tell();
  };
  const early: unknown = Reflect.get(window, INSTALL_OFFER_KEY);
  if (early instanceof Event) onOffer(early);
  const onInstalled = (): void => {
    offer = null;
    isInstalled = true;
    tell();
  };
  addEventListener("beforeinstallprompt", onOffer);
  addEventListener("appinstalled", onInstalled);
  return () => {
    removeEventListener("beforeinstallprompt", onOffer);
    removeEventListener("appinstalled", onInstalled);
  };
}

export const subscribeToInstall = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function readInstallState(): InstallState {
  if (isInstalled || matchMedia("(display-mode: standalone)").matches) return "installed";
  return offer === null ? "unknown" : "offered";
}

/** Asks the person. An offer is good for one question. */
export async function askToInstall(): Promise<void> {
  const asked = offer;
  if (asked === null) return;
  await asked.prompt();
  const { outcome } = await asked.userChoice;
  offer = null;
  if (outcome === "accepted") isInstalled = true;
  tell();
}
