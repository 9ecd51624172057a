import type { EvaluatedEngine, Evaluation } from "../contracts/evaluation";
import type { ModelQuality } from "../contracts/functions/models";
import type { NeuralLook } from "../core/models/neural-look";
import type { SentimentEngine } from "../core/ports";

/**
 * How well an engine read the development sets, by results that were measured earlier; null where they are not of it: another release of
 * the network, a model of a user's own, a remote one. A network of this project answers together with the lexical reader, and so it was
 * measured. The mean is over all sets, every set the same, as the model card has it.
 */
export function findQuality(evaluation: Evaluation, asked: NeuralLook | SentimentEngine): ModelQuality | null {
  const name = nameOf(evaluation, asked);
  const measured = evaluation.engines.find(({ engine }) => engine === name);
  if (!measured) return null;
  const { accuracy, macro_f1, ece } = measured.mean;
  return {
    mean: { accuracy, macro_f1, ece },
    sets: evaluation.sets.flatMap((about) => {
      const figures = measured.sets.find(({ set }) => set === about.set);
      return figures ? [{ ...about, accuracy: figures.accuracy, macro_f1: figures.macro_f1, ece: figures.ece }] : [];
    }),
  };
}

function nameOf({ model }: Evaluation, asked: NeuralLook | SentimentEngine): EvaluatedEngine | null {
  if (!("spec" in asked)) return asked.engine === "lexical" ? "lexical" : null;
  if (asked.release() !== model.revision) return null;
  const { dtype } = asked.engine;
  return dtype === "q8" || dtype === "fp32" ? `fusion-${dtype}` : null;
}
