import type { Browser, Page } from "@playwright/test";

/** One asked worker of a page: what it took to start, and a way to ask it without the screen. */
export interface Lab {
  /** Milliseconds from the worker's start to its word that the model is loaded. */
  loadedMs(): Promise<number>;
  /** Asks for texts, one question each, and gives logits and the milliseconds there and back. */
  ask(
    batches: readonly (readonly string[])[],
  ): Promise<readonly { readonly ms: number; readonly logits: number[][] }[]>;
}

/** Lets a script see the worker that a page starts. Call it before the page is opened. */
export async function openLab(page: Page): Promise<Lab> {
  await page.addInitScript(() => {
    const Own = window.Worker;
    const lab: { worker: Worker | null; started: number; loaded: number } = { worker: null, started: 0, loaded: 0 };
    window.Worker = class extends Own {
      constructor(...given: ConstructorParameters<typeof Own>) {
        lab.started = performance.now();
        super(...given);
        lab.worker = this;
        this.addEventListener("message", ({ data }) => {
          if (data?.say === "loaded") lab.loaded = performance.now();
        });
      }
    };
    Object.assign(window, { barometerLab: lab });
  });
  return {
    loadedMs: () =>
      page.evaluate(() => {
        const lab = Reflect.get(window, "barometerLab");
        return Number(lab.loaded) - Number(lab.started);
      }),
    // No function in it has a name: the compiler of this script would add a helper that pages do not have.
    ask: (batches) =>
      page.evaluate(async (all) => {
        const worker: Worker = Reflect.get(window, "barometerLab").worker;
        const answers: { ms: number; logits: number[][] }[] = [];
        for (const [index, texts] of all.entries()) {
          const id = 1_000_000 + index;
          const mine = new AbortController();
          const started = performance.now();
          const logits = await new Promise<number[][]>((resolve) => {
            worker.addEventListener(
              "message",
              ({ data }) => {
                if (data?.id === id) resolve(data.value.logits);
              },
              { signal: mine.signal },
            );
            worker.postMessage({ id, ask: "classify", texts });
          });
          mine.abort();
          answers.push({ ms: performance.now() - started, logits });
        }
        return answers;
      }, batches),
  };
}

/** Process ids of the pages of a browser. */
export async function rendererPids(browser: Browser): Promise<readonly number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}
