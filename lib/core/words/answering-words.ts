/** From this share of answers on, what failed is an exception. */
const YES_FROM = 0.99;
const SOME_FROM = 0.5;

/**
 * Whether it is answering, in a word, and how bad that is. `isUp`: whether a text can be read now. `share`: of requests that did not fail,
 * from 0 to 1; null without any.
 */
export function answeringWords(
  isUp: boolean,
  share: number | null,
): { readonly word: "Yes" | "Partly" | "No"; readonly tone: "good" | "warn" | "bad" } {
  if (!isUp) return { word: "No", tone: "bad" };
  if (share === null || share >= YES_FROM) return { word: "Yes", tone: "good" };
  return { word: "Partly", tone: share < SOME_FROM ? "bad" : "warn" };
}
