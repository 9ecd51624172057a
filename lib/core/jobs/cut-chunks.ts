/** About a second of work: what a crash loses, and the step in which progress is told. */
const CHUNK_TEXTS = 250;
const CHUNK_LENGTH = 100_000;

/** Where the chunks of a job begin, in order, and behind them its length. A chunk has at most 250 texts and about 100,000 characters. */
export function cutChunks(texts: readonly unknown[]): readonly number[] {
  const starts = [0];
  let from = 0;
  let length = 0;
  for (const [index, text] of texts.entries()) {
    const size = typeof text === "string" ? text.length : 0;
    if (index > from && (index - from === CHUNK_TEXTS || length + size > CHUNK_LENGTH)) {
      starts.push(index);
      from = index;
      length = 0;
    }
    length += size;
  }
  return [...starts, texts.length];
}
