import type { Timeframe } from "../../../contracts/market";
import type { Candles } from "../candles";
import { computeIndicator } from "./compute-indicator";
import type { IndicatorSpec } from "./indicator-spec";

type Values = (number | null)[];

/** Digits of an answer: more than any price has, fewer than the noise of floating point. */
const DIGITS = 12;

/** Computes indicators over candles and gives what belongs to those from `start` on: null where there is no value yet. */
export const toIndicatorValues = (
  specs: readonly IndicatorSpec[],
  { candles, timeframe, start }: { readonly candles: Candles; readonly timeframe: Timeframe; readonly start: number },
): Record<string, Values | Record<string, Values>> =>
  Object.fromEntries(
    specs.map((spec) => {
      const lines = computeIndicator(spec, candles, timeframe);
      if (lines instanceof Float64Array) return [spec.name, toValues(lines, start)];
      return [
        spec.name,
        Object.fromEntries(Object.entries(lines).map(([name, line]) => [name, toValues(line, start)])),
      ];
    }),
  );

const toValues = (line: Float64Array, start: number): Values =>
  Array.from(line.subarray(start), (value) => (Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : null));
