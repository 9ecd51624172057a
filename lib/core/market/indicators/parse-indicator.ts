import type { Result } from "../../errors";
import { type IndicatorSpec, MAX_PERIOD } from "./indicator-spec";

/** The usual numbers of each, in the order in which they are written. */
const usual = {
  sma: [20],
  ema: [50],
  rsi: [14],
  macd: [12, 26, 9],
  bollinger: [20, 2],
  atr: [14],
  vwap: [],
} as const satisfies Readonly<Record<IndicatorSpec["kind"], readonly number[]>>;

const LEAST_MULTIPLIER = 0.1;
const MOST_MULTIPLIER = 10;
const NUMBER = /^\d{1,4}(\.\d{1,3})?$/;
const SHOWN = 40;

const isKind = (word: string): word is IndicatorSpec["kind"] => Object.hasOwn(usual, word);
const isPeriod = (period: number): boolean => Number.isInteger(period) && period >= 1 && period <= MAX_PERIOD;
const wrong = (detail: string): Result<never, string> => ({ ok: false, error: detail });

/**
 * Reads an indicator from its name: "rsi", "RSI", "sma_50", "sma(50)", "macd_12_26_9", "bollinger_20_2.5", "vwap". Numbers that are left
 * out are the usual ones: sma_20, ema_50, rsi_14, macd_12_26_9, bollinger_20_2, atr_14.
 * The error is a sentence that says what would be right.
 */
export function parseIndicator(text: string): Result<IndicatorSpec, string> {
  const [kind = "", ...written] = text
    .toLowerCase()
    .split(/[\s_,()]+|(?<=[a-z\d])-/)
    .filter((part) => part !== "");
  if (!isKind(kind)) {
    return wrong(
      `"${text.slice(0, SHOWN)}" is no indicator; write one of ${Object.keys(usual).join(", ")}, with numbers as in sma_50 or macd_12_26_9`,
    );
  }
  const example = [kind, ...usual[kind]].join("_");
  const least = kind === "macd" ? usual.macd.length : 0;
  if (written.length > usual[kind].length || (written.length > 0 && written.length < least)) {
    return wrong(usual[kind].length === 0 ? `${kind} takes no numbers` : `write ${kind} alone or as in ${example}`);
  }
  if (!written.every((part) => NUMBER.test(part))) {
    return wrong(`the numbers of ${kind} are written as in ${example}`);
  }
  return check(
    kind,
    usual[kind].map((number, at) => (written[at] === undefined ? number : Number(written[at]))),
  );
}

/** Puts the indicator together, unless a number is out of its range. */
function check(kind: IndicatorSpec["kind"], numbers: readonly number[]): Result<IndicatorSpec, string> {
  const name = [kind, ...numbers].join("_");
  const [first = 0, second = 0, third = 0] = numbers;
  const periods = kind === "bollinger" ? [first] : numbers;
  if (!periods.every(isPeriod)) {
    return wrong(`a period of ${kind} must be a whole number of candles from 1 to ${MAX_PERIOD}`);
  }
  if (kind === "macd") {
    return first < second
      ? { ok: true, value: { kind, name, fast: first, slow: second, signal: third } }
      : wrong("the first period of macd must be shorter than the second, as in macd_12_26_9");
  }
  if (kind === "bollinger") {
    return second >= LEAST_MULTIPLIER && second <= MOST_MULTIPLIER
      ? { ok: true, value: { kind, name, period: first, multiplier: second } }
      : wrong(`the second number of bollinger must be from ${LEAST_MULTIPLIER} to ${MOST_MULTIPLIER} deviations`);
  }
  return { ok: true, value: kind === "vwap" ? { kind, name } : { kind, name, period: first } };
}
