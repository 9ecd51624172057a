/** Some milliseconds of reading: other requests wait no longer than that for their turn. */
const SLICE_TEXTS = 50;
const SLICE_LENGTH = 20_000;

/** Cuts a list of texts into runs of bounded work: at most 50 texts or `most`, and about 20,000 characters. */
export function* sliceTexts(texts: readonly unknown[], most = SLICE_TEXTS): Generator<readonly unknown[]> {
  let from = 0;
  let length = 0;
  for (const [index, text] of texts.entries()) {
    const size = typeof text === "string" ? text.length : 0;
    if (index > from && (index - from === most || length + size > SLICE_LENGTH)) {
      yield texts.slice(from, index);
      from = index;
      length = 0;
    }
    length += size;
  }
  if (from < texts.length) yield texts.slice(from);
}
