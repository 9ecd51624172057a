import { type DeviceFacts, type DeviceResult, type DeviceRun, MOST_RESULTS } from "./device-run";
import { TEXTS_VERSION } from "./measure-texts";

const VERSION = 1;
const MOST_CHARACTERS = 32_768;
const LONGEST = 200;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isWord = (value: unknown): value is string => typeof value === "string" && value.length <= LONGEST;
const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value) && value >= 0;
const isTime = (value: unknown): value is number => isNumber(value) && value > 0;
const orNull =
  <T>(is: (value: unknown) => value is T) =>
  (value: unknown): value is T | null =>
    value === null || is(value);
const isMoment = (value: unknown): value is string => isWord(value) && !Number.isNaN(Date.parse(value));
const isFlag = (value: unknown): value is boolean => typeof value === "boolean";

type Shape<T> = { readonly [Key in keyof T]: (value: unknown) => value is T[Key] };

const facts: Shape<DeviceFacts> = {
  browser: isWord,
  platform: isWord,
  cores: orNull(isNumber),
  memoryGb: orNull(isNumber),
  simd: isFlag,
  threads: isFlag,
  clockStepMs: isNumber,
};

const result: Shape<DeviceResult> = {
  key: isWord,
  name: isWord,
  id: isWord,
  revision: isWord,
  dtype: orNull(isWord),
  sizeMb: orNull(isNumber),
  measuredAt: isMoment,
  fetchedMs: orNull(isNumber),
  keptMs: orNull(isNumber),
  texts: isNumber,
  repeats: isNumber,
  p50Ms: isTime,
  p95Ms: isTime,
  batch: isNumber,
  textsPerS: isTime,
  goldenRight: isNumber,
  goldenOf: isNumber,
};

const fits =
  <T>(shape: Shape<T>) =>
  (value: unknown): value is T =>
    isFields(value) && Object.entries<(field: unknown) => boolean>(shape).every(([key, is]) => is(value[key]));
const isFacts = fits(facts);
const isResult = fits(result);

/** A run as it is kept. */
export const formatRun = (run: DeviceRun): string =>
  JSON.stringify({ version: VERSION, texts: TEXTS_VERSION, ...run, results: run.results.slice(0, MOST_RESULTS) });

/** Reads what was kept; null for what another version has written, or somebody else. */
export function parseRun(kept: string | null): DeviceRun | null {
  if (kept === null || kept.length > MOST_CHARACTERS) return null;
  let run: unknown;
  try {
    run = JSON.parse(kept);
  } catch {
    return null;
  }
  if (!isFields(run) || run.version !== VERSION || run.texts !== TEXTS_VERSION || !isFacts(run.facts)) return null;
  if (!Array.isArray(run.results)) return null;
  const results = run.results.slice(0, MOST_RESULTS).filter(isResult);
  return results.length === 0 ? null : { facts: run.facts, results };
}
