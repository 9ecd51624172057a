import { type Heading, headingOf } from "@/components/blocks/verdict-words";
import type { ApiClient } from "@/lib/browser/api-client";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";
import { isOwn } from "./is-own";
import type { Answer } from "./use-sentiment";

/**
 * What the reader that named the words says of a text: the lexical reader here; a model where its verdict came from, or here if it is on
 * this device. Null where it cannot be asked.
 */
export async function reread(
  text: string,
  { verdict, draft }: Answer,
  api: ApiClient,
  signal: AbortSignal,
): Promise<Heading | null> {
  if (text.trim() === "") return "unsure";
  const { category } = draft;
  const reader = await loadBrowserContainer();
  if (!isOwn(verdict) || verdict.engine === "lexical") return (await reader.glance(text)).heading;
  // The model here and the one on the server are the same.
  const here =
    verdict.engine === "browser_model" ||
    (verdict.engine === "embedded_model" && (await reader.modelFor(verdict.model).check()).kind === "ready");
  const again = here
    ? await reader.readInBrowser({ text, category, explain: false, engine: verdict.model }, signal)
    : await api.call("sentiment", { text, category, model: verdict.model, explain: false }, { signal });
  return again.ok && again.value.model === verdict.model ? headingOf(again.value) : null;
}
