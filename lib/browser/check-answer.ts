import type { FunctionName } from "../contracts/functions";
import type { Label } from "../contracts/verdict";

type Check = (answer: unknown, input: object) => boolean;
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";
const isList = (value: unknown, of: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(of);

const isMaybe = (value: unknown, of: (item: unknown) => boolean): boolean => value === null || of(value);

const has = (value: unknown, numbers: readonly string[], texts: readonly string[] = []): value is Fields =>
  isFields(value) && numbers.every((key) => isNumber(value[key])) && texts.every((key) => isText(value[key]));

const labels: Readonly<Record<Label, true>> = { bullish: true, neutral: true, bearish: true };
const thresholds = ["abstain_below", "fairly_sure_from", "sure_from", "confidence_cap"];

const isItem = (value: unknown): value is Fields =>
  has(value, ["confidence", "reasons_left_out"], ["label", "engine"]) &&
  Object.hasOwn(labels, String(value.label)) &&
  has(value.scores, Object.keys(labels)) &&
  typeof value.abstained === "boolean" &&
  isList(value.reasons, (reason) => has(reason, ["start", "end", "weight"], ["text"])) &&
  isList(value.degraded, (tier) => has(tier, [], ["tier", "code"]));

/** What one model said: its scores, or why it has none. */
const isReading = (value: unknown): boolean =>
  has(value, ["weight", "latency_ms"], ["key", "name", "engine", "status"]) &&
  isMaybe(value.scores, (scores) => has(scores, Object.keys(labels))) &&
  isMaybe(value.label, (label) => isText(label) && Object.hasOwn(labels, label)) &&
  isMaybe(value.error, isText);

/** The parts of a verdict of one text that the rows of many do not show. */
const isWhole = (value: unknown): boolean =>
  has(value, ["latency_ms"], ["model"]) &&
  has(value.thresholds, thresholds) &&
  typeof value.calibrated === "boolean" &&
  typeof value.cached === "boolean" &&
  isMaybe(value.cached_age_s, isNumber) &&
  isMaybe(value.disagreement, isNumber) &&
  isMaybe(value.explained_by, isText) &&
  isMaybe(value.language, isText) &&
  isList(value.models, isReading) &&
  isList(
    value.degraded,
    (one) => has(one, [], ["detail"]) && isMaybe(one.model, isText) && isMaybe(one.retry_after_s, isNumber),
  );

const isFailedItem = (value: unknown): boolean => isFields(value) && has(value.error, [], ["code", "detail"]);

const sizeOf = (input: object): number => ("texts" in input && Array.isArray(input.texts) ? input.texts.length : 0);

const checks: Readonly<Partial<Record<FunctionName, Check>>> = {
  sentiment: (answer) => isItem(answer) && isWhole(answer),
  sentiment_bulk: (answer, input) =>
    has(answer, []) &&
    isList(answer.results, (item) => isItem(item) || isFailedItem(item)) &&
    Array.isArray(answer.results) &&
    answer.results.length === sizeOf(input),
  models: (answer) =>
    has(answer, []) && isList(answer.models, (model) => has(model, [], ["key", "name", "engine", "state", "detail"])),
  info: (answer) => has(answer, []) && isFields(answer.features) && typeof answer.features.flagging === "boolean",
  health: (answer) =>
    has(answer, []) &&
    (answer.status === "healthy" || answer.status === "degraded" || answer.status === "unhealthy") &&
    isList(answer.checks, (check) => has(check, [], ["name", "status", "detail"])),
};

/** Whether an answer has the parts that the screens use. The server checks the rest; zod stays out of the page. */
export const checkAnswer = (name: FunctionName, answer: unknown, input: object): boolean =>
  checks[name]?.(answer, input) ?? true;
