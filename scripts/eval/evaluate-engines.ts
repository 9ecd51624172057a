import { basename } from "node:path";
import type { EngineEvaluation, EvaluatedEngine, Evaluation, ReliabilityBinRow } from "../../lib/contracts/evaluation";
import type { Scores } from "../../lib/contracts/verdict";
import { poolBins } from "../../lib/core/charts/pool-bins";
import { expectedCalibrationError } from "../../lib/core/sentiment/metrics";
import { measureParity } from "./measure-parity";
import { labelsOf, measureScores } from "./measure-scores";
import { measureSpeed } from "./measure-speed";
import type { MeasuredReader } from "./measured-reader";
import { type Row, readRows } from "./read-rows";

/** Four digits: the fifth moves with the machine. */
const round = (value: number): number => Math.round(value * 10_000) / 10_000;
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const CRYPTO = /crypto_(news|posts)$/u;

interface Set {
  readonly set: string;
  readonly rows: readonly Row[];
}

/** Reads every file with every engine. Fusion and network must be among them in both sizes. */
export async function evaluateEngines(
  files: readonly string[],
  readers: ReadonlyMap<EvaluatedEngine, MeasuredReader>,
  tell: (line: string) => void,
): Promise<Omit<Evaluation, "model">> {
  const sets = files.map((path): Set => ({ set: basename(path, ".jsonl"), rows: readRows(path) }));
  const read = new Map<EvaluatedEngine, readonly (readonly Scores[])[]>();
  const engines: EngineEvaluation[] = [];
  for (const [engine, reader] of readers) {
    const scores: (readonly Scores[])[] = [];
    for (const { rows } of sets) scores.push(await reader.readAll(rows.map(({ text }) => text)));
    read.set(engine, scores);
    engines.push(toFigures(engine, reader, sets, scores));
    tell(`${engine}: macro-F1 ${engines.at(-1)?.mean.macro_f1}`);
  }
  const compare = (one: EvaluatedEngine, other: EvaluatedEngine) => {
    const { same_label, mean_difference, most_difference } = measureParity(
      (read.get(one) ?? []).flat(),
      (read.get(other) ?? []).flat(),
    );
    const [most, average] = [most_difference, mean_difference].map((value) => Math.round(value * 1e6) / 1e6);
    return { same_label: round(same_label), mean_difference: average ?? 0, most_difference: most ?? 0 };
  };
  const shipped = readers.get("fusion-q8");
  const first = sets[0]?.rows.map(({ text }) => text) ?? [];
  const { one_text_ms, texts_32_ms } = shipped
    ? await measureSpeed(shipped, first)
    : { one_text_ms: 0, texts_32_ms: 0 };
  return {
    sets: sets.map(({ set, rows }) => ({
      set,
      texts: rows.length,
      without_neutral: labelsOf(rows).length === 2,
    })),
    engines,
    parity: {
      embedded: compare("embedded-fp32", "embedded-q8"),
      fusion: compare("fusion-fp32", "fusion-q8"),
    },
    speed: { one_text_ms: Math.round(one_text_ms * 100) / 100, texts_32_ms: Math.round(texts_32_ms * 10) / 10 },
  };
}

function toFigures(
  engine: EvaluatedEngine,
  reader: MeasuredReader,
  sets: readonly Set[],
  scores: readonly (readonly Scores[])[],
): EngineEvaluation {
  const measured = sets.map(({ set, rows }, index) => {
    const figures = measureScores(rows, scores[index] ?? [], reader.confidence);
    const bins = figures.bins.flatMap(({ from, to, count, confidence, accuracy }): ReliabilityBinRow[] =>
      count === 0 || !reader.confidence ? [] : [[round(from), round(to), count, round(confidence), round(accuracy)]],
    );
    const classes = figures.classes.map(({ label, precision, recall, f1, support }) => [
      label,
      { precision: round(precision), recall: round(recall), f1: round(f1), support },
    ]);
    return { set, rows, figures, bins, classes };
  });
  const pooledEce = (chosen: typeof measured): number | null =>
    reader.confidence && chosen.length > 0
      ? round(expectedCalibrationError(poolBins(chosen.map(({ bins }) => bins))))
      : null;
  const meanEce = mean(measured.map(({ figures }) => figures.ece ?? 0));
  return {
    engine,
    mean: {
      accuracy: round(mean(measured.map(({ figures }) => figures.accuracy))),
      macro_f1: round(mean(measured.map(({ figures }) => figures.macroF1))),
      ece: reader.confidence ? round(meanEce) : null,
      pooled_ece: pooledEce(measured.filter(({ rows }) => labelsOf(rows).length === 3)),
      crypto_ece: pooledEce(measured.filter(({ set }) => CRYPTO.test(set))),
    },
    sets: measured.map(({ set, figures, classes, bins }) => ({
      set,
      accuracy: round(figures.accuracy),
      macro_f1: round(figures.macroF1),
      ece: figures.ece === null ? null : round(figures.ece),
      classes: Object.fromEntries(classes),
      bins,
    })),
  };
}
