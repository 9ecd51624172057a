/** What was measured of the confidences of one model, in one form of its numbers. */
export interface Calibration {
  /** Of the model, as verdicts name it. */
  readonly key: string;
  /** Null: a remote model, which its host runs as it likes, or a reader without weights. */
  readonly dtype: string | null;
  /** Divides the log-odds of its scores (Guo et al. 2017). 1 where its own files hold one already. */
  readonly temperature: number;
  /** Expected calibration error with it, on texts that it was not fitted on. */
  readonly ece: number;
  readonly measuredOn: string;
}

/** Both have a temperature of their own in their files, fitted on other texts; these are the figures of docs/evaluation.md. */
const DEV = "1,150 texts of dev.crypto_news, dev.crypto_posts";

/**
 * The one list of models whose confidence was compared with how often they are right: `npm run calibrate` prints a line for it. A model
 * that is not here, or not in this form, says of itself how sure it is (`calibrated: false`). No remote model is: none was read so far.
 */
const measured: readonly Calibration[] = [
  { key: "lexical", dtype: null, temperature: 1, ece: 0.0336, measuredOn: DEV },
  { key: "barometer_sentiment", dtype: "fp32", temperature: 1, ece: 0.0335, measuredOn: DEV },
  { key: "barometer_sentiment", dtype: "q8", temperature: 1, ece: 0.0335, measuredOn: DEV },
];

/** What was measured of a model in this form; null where nothing was. */
export const calibrationOf = (
  key: string,
  dtype: string | null,
  list: readonly Calibration[] = measured,
): Calibration | null => list.find((each) => each.key === key && each.dtype === dtype) ?? null;

/** What divides the log-odds of its scores; 1 where nothing was measured. */
export const temperatureOf = (key: string, dtype: string | null): number => calibrationOf(key, dtype)?.temperature ?? 1;
