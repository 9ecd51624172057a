import type { MeasuredReader } from "./measured-reader";

const ROUNDS = 200;
const BATCH = 32;

/** Median milliseconds of one text, and of 32 at once, tokenizer included. Expects a reader that is warm. */
export async function measureSpeed(
  reader: MeasuredReader,
  texts: readonly string[],
): Promise<{ one_text_ms: number; texts_32_ms: number }> {
  const clock = async (size: number, rounds: number): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const start = (round * size) % Math.max(1, texts.length - size);
      const batch = texts.slice(start, start + size);
      const from = performance.now();
      await reader.readAll(batch);
      times.push(performance.now() - from);
    }
    return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  };
  return { one_text_ms: await clock(1, ROUNDS), texts_32_ms: await clock(BATCH, ROUNDS / 4) };
}
