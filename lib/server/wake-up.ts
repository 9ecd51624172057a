import { setTimeout } from "node:timers/promises";
import type { SentimentEngine } from "../core/ports";

const AGAIN_MS = 200;

/** Asks an engine for the least that there is to ask. */
export const readOnce = (engine: SentimentEngine) => {
  const { signal } = new AbortController();
  return engine.read({ texts: ["gm"], category: "crypto", explain: false, useCache: false, signal });
};

const waking = new WeakMap<SentimentEngine, Promise<void>>();

/** Asks until it is loaded, or says why it cannot be; one for all who want it awake. */
export function wakeUp(engine: SentimentEngine): Promise<void> {
  const known = waking.get(engine);
  if (known) return known;
  const made = askUntilLoaded(engine).finally(() => waking.delete(engine));
  waking.set(engine, made);
  return made;
}

async function askUntilLoaded(engine: SentimentEngine): Promise<void> {
  for (;;) {
    const read = await readOnce(engine);
    if (read.ok || read.error.code !== "loading") return;
    await setTimeout(AGAIN_MS, undefined, { ref: false });
  }
}
