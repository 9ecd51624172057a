import { describeModelPlot } from "./describe-model-plot";
import type { ModelRow } from "./list-model-rows";
import { type LogAxis, logAxis } from "./log-axis";
import { markRadius } from "./mark-radius";

export interface ModelPoint extends ModelRow {
  readonly p50Ms: number;
  readonly macroF1: number;
  /** Pixels. */
  readonly radius: number;
}

/** Why a model has no place in the plot. */
export type Absence = "unread" | "unasked" | "unusable";

export interface ModelPlot {
  /** Large marks first: small ones are drawn over them. */
  readonly points: readonly ModelPoint[];
  readonly latency: LogAxis;
  readonly quality: { readonly domain: readonly [number, number]; readonly ticks: readonly number[] };
  readonly absent: readonly { readonly because: Absence; readonly rows: readonly ModelRow[] }[];
  /** One sentence. */
  readonly summary: string;
}

/** Decides what the plot of size, latency and quality shows, and who has no place in it. A figure that is missing is never guessed. */
export function prepareModelPlot(rows: readonly ModelRow[]): ModelPlot {
  const points = rows
    .flatMap((row): ModelPoint[] => {
      const { p50Ms, macroF1 } = row;
      return p50Ms === null || p50Ms <= 0 || macroF1 === null
        ? []
        : [{ ...row, p50Ms, macroF1, radius: markRadius(row.sizeMb) }];
    })
    .sort((one, other) => other.radius - one.radius);
  const placed = new Set(points.map(({ id }) => id));
  const left = rows.filter(({ id }) => !placed.has(id));
  return {
    points,
    latency: logAxis(points.map(({ p50Ms }) => p50Ms)),
    quality: shareAxis(points.map(({ macroF1 }) => macroF1)),
    absent: (["unasked", "unread", "unusable"] as const)
      .map((because) => ({ because, rows: left.filter((row) => absenceOf(row) === because) }))
      .filter((group) => group.rows.length > 0),
    summary: describeModelPlot(points, rows.length),
  };
}

function absenceOf({ isUsable, macroF1 }: ModelRow): Absence {
  if (!isUsable) return "unusable";
  return macroF1 === null ? "unread" : "unasked";
}

const STEP = 0.05;
/** At least so many steps, so that a hair between two models does not look like a gulf. */
const LEAST_STEPS = 4;

/** From the step below the least to the step above the most. */
function shareAxis(values: readonly number[]): ModelPlot["quality"] {
  const least = Math.min(...values, 1);
  const most = Math.max(...values, 0);
  const middle = values.length === 0 ? 0.6 : (least + most) / 2;
  let from = Math.floor(((values.length === 0 ? middle : least) + 1e-9) / STEP);
  let to = Math.ceil(((values.length === 0 ? middle : most) - 1e-9) / STEP);
  while (to - from < LEAST_STEPS) {
    if (middle / STEP - from < to - middle / STEP) from -= 1;
    else to += 1;
  }
  const last = Math.round(1 / STEP);
  from = Math.max(0, Math.min(from, last - LEAST_STEPS));
  to = Math.min(last, Math.max(to, LEAST_STEPS));
  const every = to - from > 8 ? 2 : 1;
  const ticks = Array.from({ length: to - from + 1 }, (_, at) => from + at)
    .filter((at) => at % every === 0)
    .map((at) => Number((at * STEP).toFixed(2)));
  return { domain: [Number((from * STEP).toFixed(2)), Number((to * STEP).toFixed(2))], ticks };
}
