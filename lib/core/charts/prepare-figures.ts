import type { EngineEvaluation, EvaluatedEngine, Evaluation } from "../../contracts/evaluation";

export type FigureName = "macro_f1" | "accuracy" | "ece";

interface Cell {
  readonly engine: EvaluatedEngine;
  /** Null where an engine has none. */
  readonly value: number | null;
  /** Nobody's is better at the three digits that are shown. */
  readonly best: boolean;
}

export interface FigureRow {
  readonly set: string;
  readonly texts: number;
  readonly withoutNeutral: boolean;
  readonly cells: readonly Cell[];
}

export interface Figures {
  readonly rows: readonly FigureRow[];
  /** Over the sets, each counted the same. */
  readonly mean: readonly Cell[];
}

/** One figure of some engines, set by set, with the best of each row; of calibration errors the smallest is best. */
export function prepareFigures(
  { sets, engines }: Pick<Evaluation, "sets" | "engines">,
  chosen: readonly EvaluatedEngine[],
  figure: FigureName,
): Figures {
  const shown = chosen.flatMap((name) => engines.filter(({ engine }) => engine === name));
  const toCells = (pick: (engine: EngineEvaluation) => number | null | undefined): readonly Cell[] => {
    const values = shown.map((each) => {
      const value = pick(each) ?? null;
      return { engine: each.engine, value: value === null ? null : Number(value.toFixed(3)) };
    });
    const known = values.flatMap(({ value }) => (value === null ? [] : [value]));
    const best = figure === "ece" ? Math.min(...known) : Math.max(...known);
    return values.map((each) => ({ ...each, best: each.value === best }));
  };
  return {
    rows: sets.map(({ set, texts, without_neutral }, index) => ({
      set,
      texts,
      withoutNeutral: without_neutral,
      cells: toCells((engine) => engine.sets[index]?.[figure]),
    })),
    mean: toCells((engine) => engine.mean[figure]),
  };
}
