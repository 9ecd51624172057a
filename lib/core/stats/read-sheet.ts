import { type ErrorCode, errorCodes } from "../../contracts/errors";
import { type FailureCode, failureCodes } from "../../contracts/failures";
import { type PartKind, type PartState, partKinds, partStates } from "../../contracts/parts";
import { type EngineName, engines } from "../../contracts/verdict";
import { type Manner, nameOf } from "./names";
import { percentileOf, type Sheet } from "./sheet";

/** Milliseconds; null where nothing was timed. */
interface Percentiles {
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly p99_ms: number | null;
}

export interface FunctionFigures extends Percentiles {
  readonly name: string;
  readonly calls: number;
  readonly p90_ms: number | null;
  readonly errors: Partial<Record<ErrorCode, number>>;
}

export interface TierFigures extends Percentiles {
  readonly engine: EngineName;
  readonly texts: number;
  readonly manners: Readonly<Record<Manner, number>>;
  readonly asked: number;
  readonly errors: Partial<Record<FailureCode, number>>;
  readonly without: Partial<Record<FailureCode, number>>;
}

interface ModelFigures extends Percentiles {
  readonly first_attempts: number;
  readonly retries: number;
  readonly answered: number;
  readonly failed: Partial<Record<FailureCode, number>>;
}

const at = (sheet: Sheet, name: string): number => sheet.counts[name] ?? 0;

const percentiles = (sheet: Sheet, name: string): Percentiles => ({
  p50_ms: percentileOf(sheet, name, 0.5),
  p95_ms: percentileOf(sheet, name, 0.95),
  p99_ms: percentileOf(sheet, name, 0.99),
});

/** Counts by code, those that are not zero. */
function byCode<Code extends string>(codes: readonly Code[], count: (code: Code) => number) {
  const found: Partial<Record<Code, number>> = {};
  for (const code of codes) if (count(code) > 0) found[code] = count(code);
  return found;
}

const sum = (numbers: readonly (number | undefined)[]): number =>
  numbers.reduce<number>((total, number) => total + (number ?? 0), 0);

/** Functions that were called, and what came of it. `names` are those there are. */
export function functionFigures<Name extends Parameters<typeof nameOf.call>[0]>(
  sheet: Sheet,
  names: readonly Name[],
): readonly FunctionFigures[] {
  return names.flatMap((name) => {
    const errors = byCode(errorCodes, (code) => at(sheet, nameOf.call(name, code)));
    const calls = at(sheet, nameOf.call(name, "ok")) + sum(Object.values(errors));
    if (calls === 0) return [];
    const times = nameOf.callTime(name);
    return [{ name, calls, errors, ...percentiles(sheet, times), p90_ms: percentileOf(sheet, times, 0.9) }];
  });
}

/** Tiers that read texts, were asked, or were done without. */
export function tierFigures(sheet: Sheet): readonly TierFigures[] {
  return engines.flatMap((engine) => {
    const manners = {
      single: at(sheet, nameOf.text(engine, "single")),
      quick: at(sheet, nameOf.text(engine, "quick")),
      bulk: at(sheet, nameOf.text(engine, "bulk")),
    };
    const texts = sum(Object.values(manners));
    const errors = byCode(failureCodes, (code) => at(sheet, nameOf.ask(engine, code)));
    const asked = at(sheet, nameOf.ask(engine, "ok")) + sum(Object.values(errors));
    const without = byCode(failureCodes, (code) => at(sheet, nameOf.without(engine, code)));
    if (texts + asked + sum(Object.values(without)) === 0) return [];
    return [{ engine, texts, manners, asked, errors, without, ...percentiles(sheet, nameOf.askTime(engine)) }];
  });
}

export function modelFigures(sheet: Sheet, model: string): ModelFigures {
  const failed = byCode(failureCodes, (code) => at(sheet, nameOf.attempt(model, code)));
  const answered = at(sheet, nameOf.attempt(model, "answered"));
  const retries = at(sheet, nameOf.retry(model));
  return {
    first_attempts: answered + sum(Object.values(failed)) - retries,
    retries,
    answered,
    failed,
    ...percentiles(sheet, nameOf.attemptTime(model)),
  };
}

export const cacheFigures = (sheet: Sheet) => ({
  fresh: at(sheet, nameOf.look("fresh")),
  stale: at(sheet, nameOf.look("stale")),
  missed: at(sheet, nameOf.look("miss")),
});

export const shedFigures = (sheet: Sheet): number => at(sheet, nameOf.shed());

/** Changes of state, those that were. */
export const changeFigures = (sheet: Sheet): { kind: PartKind; to: PartState; count: number }[] =>
  partKinds.flatMap((kind) =>
    partStates.flatMap((to) => {
      const count = at(sheet, nameOf.change(kind, to));
      return count > 0 ? [{ kind, to, count }] : [];
    }),
  );
