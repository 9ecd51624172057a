import type { Label, Scores } from "../../lib/contracts/verdict";
import {
  binConfidence,
  expectedCalibrationError,
  type Metrics,
  measureLabels,
  type ReliabilityBin,
} from "../../lib/core/sentiment/metrics";
import type { MeasuredReader } from "./measured-reader";
import type { Row } from "./read-rows";

export interface FileFigures extends Metrics {
  readonly engine: string;
  /** Null when the reader's scores are no probabilities. */
  readonly ece: number | null;
  readonly bins: readonly ReliabilityBin[];
  readonly textsPerSecond: number;
}

const three = ["bullish", "neutral", "bearish"] as const;
const two = ["bullish", "bearish"] as const;

/** The labels a set is measured on: a set without neutral texts is read without neutral. */
export const labelsOf = (rows: readonly Row[]): readonly Label[] =>
  rows.some((row) => row.label === "neutral") ? three : two;

function pick(scores: Scores, labels: readonly Label[]): { label: Label; confidence: number } {
  let best = labels[0] ?? "neutral";
  let sum = 0;
  for (const label of labels) {
    sum += scores[label];
    if (scores[label] > scores[best]) best = label;
  }
  return { label: best, confidence: sum === 0 ? 1 / labels.length : scores[best] / sum };
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
  const labels = labelsOf(rows);
  const picked = scores.map((each) => pick(each, labels));
  const bins = binConfidence(
    picked.map((each) => each.confidence),
    picked.map((each, index) => each.label === rows[index]?.label),
  );
  return {
    engine: reader.name,
    ...measureLabels(
      rows.map((row) => row.label),
      picked.map((each) => each.label),
      labels,
    ),
    ece: reader.confidence ? expectedCalibrationError(bins) : null,
    bins,
    textsPerSecond: await clockReading(texts, reader),
  };
}
