import { setTimeout } from "node:timers/promises";
import type { SentimentEngine } from "../core/ports";

const AGAIN_MS = 200;

/** Asks until it is loaded, or says why it cannot be. */
export async function wakeUp(engine: SentimentEngine): Promise<void> {
  const { signal } = new AbortController();
  for (;;) {
    const read = await engine.read({ texts: ["gm"], category: "crypto", explain: false, useCache: false, signal });
    if (read.ok || read.error.code !== "loading") return;
    await setTimeout(AGAIN_MS);
  }
}
