import type { ModelSpec } from "./model-spec";

/** What two texts must share to be the same text to a model: letters composed, white space single. */
export const normaliseText = (text: string): string => text.normalize("NFC").replaceAll(/\s+/gu, " ").trim();

/** A text as the model knows them from its training. Expects it normalised. */
export function prepareText(spec: Pick<ModelSpec, "masksMentions">, text: string): string {
  if (!spec.masksMentions) return text;
  return text.replaceAll(/(?<=^|\s)@[\w.]+/gu, "@user").replaceAll(/(?<=^|\s)https?:\/\/\S+/gu, "http");
}
