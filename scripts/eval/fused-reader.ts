import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Scores } from "../../lib/contracts/verdict";
import type { MeasuredReader } from "./measured-reader";

/** How the lexical reader's opinion is added to a model's: its weight, and the temperature of the sum. */
export interface Fusion {
  readonly lexicalWeight: number;
  readonly temperature: number;
}

/** No reader is so sure that the other no longer counts. */
const FLOOR = 0.005;

/** Reads the fusion that was fitted with a model, from its config.json. */
export function readFusion(folder: string): Fusion {
  const path = join(folder, "config.json");
  const { fusion }: { fusion?: { lexical_weight?: unknown; temperature?: unknown } } = JSON.parse(
    readFileSync(path, "utf8"),
  );
  if (typeof fusion?.lexical_weight !== "number" || typeof fusion.temperature !== "number")
    throw new TypeError(`${path}: "fusion" must hold lexical_weight and temperature.`);
  return { lexicalWeight: fusion.lexical_weight, temperature: fusion.temperature };
}

/** Adds the log-probabilities of both, weighted, and calibrates the sum as one. */
function fuseScores(model: Scores, lexical: Scores, { lexicalWeight, temperature }: Fusion): Scores {
  const fuse = (label: keyof Scores): number =>
    Math.exp(
      (Math.log(Math.max(FLOOR, model[label])) + lexicalWeight * Math.log(Math.max(FLOOR, lexical[label]))) /
        temperature,
    );
  const [bullish, neutral, bearish] = [fuse("bullish"), fuse("neutral"), fuse("bearish")];
  const sum = bullish + neutral + bearish;
  return { bullish: bullish / sum, neutral: neutral / sum, bearish: bearish / sum };
}

export function createFusedReader(model: MeasuredReader, lexical: MeasuredReader, fusion: Fusion): MeasuredReader {
  return {
    name: `${model.name} + ${lexical.name}`,
    confidence: true,
    async readAll(texts) {
      const [byModel, byLexicon] = await Promise.all([model.readAll(texts), lexical.readAll(texts)]);
      return byModel.map((scores, index) => fuseScores(scores, byLexicon[index] ?? scores, fusion));
    },
  };
}
