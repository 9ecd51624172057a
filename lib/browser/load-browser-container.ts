export type BrowserContainer = typeof import("./browser-container");

let loading: Promise<BrowserContainer> | null = null;

/** Fetches the in-browser reader once, when it is first wanted; a failed fetch may be tried again. */
export function loadBrowserContainer(): Promise<BrowserContainer> {
  loading ??= import("./browser-container").catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}
