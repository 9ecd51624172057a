import type { Draft } from "./draft";
import { ALL, BEST } from "./engine-choice";

/** What goes to the server: the snippets show the same. */
export function toBody({ text, category, engine }: Draft) {
  if (engine === BEST) return { text, category };
  return engine === ALL ? { text, category, use_ensemble: true } : { text, category, model: engine };
}
