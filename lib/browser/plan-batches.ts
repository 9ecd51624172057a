/** Small enough that results come while a run goes on, large enough that a big run stays under the rate limit. */
const SMALLEST = 50;
const REQUESTS_WANTED = 60;

/** Cuts texts into requests, each within the limits of count and bytes, as pairs of start and end. */
export function planBatches(texts: readonly string[], maxTexts: number, bodyLimit: number): [number, number][] {
  const size = Math.min(maxTexts, Math.max(SMALLEST, Math.ceil(texts.length / REQUESTS_WANTED)));
  const room = bodyLimit / 4;
  const batches: [number, number][] = [];
  let from = 0;
  let bytes = 0;
  for (const [at, text] of texts.entries()) {
    // The escaped length counts every escape; each of its code units takes at most three bytes of UTF-8.
    const need = JSON.stringify(text).length * 3;
    if (at > from && (at - from >= size || bytes + need > room)) {
      batches.push([from, at]);
      from = at;
      bytes = 0;
    }
    bytes += need;
  }
  if (from < texts.length) batches.push([from, texts.length]);
  return batches;
}
