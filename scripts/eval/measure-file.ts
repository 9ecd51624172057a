import { measureScores, type ScoreFigures } from "./measure-scores";
import type { MeasuredReader } from "./measured-reader";
import type { Row } from "./read-rows";

export interface FileFigures extends ScoreFigures {
  readonly engine: string;
  readonly textsPerSecond: number;
}

/** Least time on the clock, in milliseconds: a small set is read again and again, so that its figure is steady. */
const LEAST_CLOCK = 300;

/** Texts a second of the reading alone, after one round to warm up. */
async function clockReading(texts: readonly string[], reader: MeasuredReader): Promise<number> {
  const start = performance.now();
  let count = 0;
  let spent = 0;
  while (spent < LEAST_CLOCK) {
    await reader.readAll(texts);
    count += texts.length;
    spent = performance.now() - start;
  }
  return (count * 1_000) / spent;
}

/** Reads every row with a reader and measures it. */
export async function measureFile(rows: readonly Row[], reader: MeasuredReader): Promise<FileFigures> {
  const texts = rows.map((row) => row.text);
  const scores = await reader.readAll(texts);
  return {
    engine: reader.name,
    ...measureScores(rows, scores, reader.confidence),
    textsPerSecond: await clockReading(texts, reader),
  };
}
