import type { FieldError } from "../../../contracts/errors";
import { MAX_INDICATORS } from "../../../contracts/limits";
import type { Timeframe } from "../../../contracts/market";
import { fail, ok, type Result } from "../../errors";
import type { IndicatorSpec } from "./indicator-spec";
import { parseIndicator } from "./parse-indicator";
import { warmUpOf } from "./warm-up-of";

export interface IndicatorPlan {
  /** Each once. */
  readonly specs: readonly IndicatorSpec[];
  /** Candles before the window that the one that needs most of them needs. */
  readonly warmUp: number;
}

/** Reads the names of indicators. Errors: validation_failed, naming each that is none, and for too many. */
export function planIndicators(names: readonly string[], timeframe: Timeframe): Result<IndicatorPlan> {
  if (names.length > MAX_INDICATORS) {
    const message = `takes at most ${MAX_INDICATORS} indicators; it has ${names.length}`;
    const field = { field: "indicators", code: "too_many", message, limit: MAX_INDICATORS, actual: names.length };
    return fail("validation_failed", `indicators ${message}.`, { fields: [field] });
  }
  const specs = new Map<string, IndicatorSpec>();
  const wrong: FieldError[] = [];
  for (const [at, name] of names.entries()) {
    const parsed = parseIndicator(name);
    if (parsed.ok) specs.set(parsed.value.name, parsed.value);
    else wrong.push({ field: `indicators[${at}]`, code: "unknown_value", message: parsed.error });
  }
  const [first] = wrong;
  if (first) return fail("validation_failed", `${first.field}: ${first.message}.`, { fields: wrong });
  const all = [...specs.values()];
  return ok({ specs: all, warmUp: Math.max(0, ...all.map((spec) => warmUpOf(spec, timeframe))) });
}
