import type { Scores } from "../../lib/contracts/verdict";

/** A reader under measurement: three scores for each text. `confidence` false when its scores are no probabilities. */
export interface MeasuredReader {
  readonly name: string;
  readonly confidence: boolean;
  readAll(texts: readonly string[]): Promise<readonly Scores[]>;
}
