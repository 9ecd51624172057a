import type { BudgetForecast } from "../budget/forecast-budget";
import type { LiveFrame } from "./prepare-frame";

const DAY_MS = 86_400_000;
/** What changed by less cannot be seen: a point is left out. */
const SEEN = 0.004;

/** The month's budget: what was seen of it in the window, and how it goes on. Milliseconds since the epoch, shares of the month. */
export interface MonthPlot {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  /** Now; null where there is no limit. */
  readonly left: number | null;
  /** Where it changed; null breaks it off. */
  readonly seen: readonly { readonly t: number; readonly left: number | null }[];
  /** Where it goes to from now on; null without a rate. */
  readonly ahead: { readonly t: number; readonly left: number } | null;
  /** The first of each week. */
  readonly ticks: readonly number[];
}

/** A month as a plot of its own: its axis reaches to the month's end, which no window of the past does. */
export function prepareMonth(frame: LiveFrame, forecast: BudgetForecast, now: number): MonthPlot {
  const date = new Date(now);
  const from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  const to = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  return {
    from,
    to,
    now,
    left: leftOf(forecast),
    seen: seenOf(frame, from, now),
    ahead: aheadOf(forecast, to),
    ticks: [0, 7, 14, 21, 28].map((days) => from + days * DAY_MS).filter((at) => at < to),
  };
}

function seenOf({ rows, from, slotMs, newest }: LiveFrame, begins: number, now: number): MonthPlot["seen"] {
  const seen: { t: number; left: number | null }[] = [];
  for (const [place, row] of rows.entries()) {
    const t = from + place * slotMs;
    const left = row?.budget_left ?? null;
    const last = seen.at(-1)?.left ?? null;
    const isNews = left === null || last === null ? left !== last : Math.abs(left - last) >= SEEN;
    if (t >= begins && place < newest && isNews) seen.push({ t, left });
  }
  const last = seen.at(-1)?.left ?? null;
  if (last !== null) seen.push({ t: now, left: last });
  return seen;
}

function leftOf(forecast: BudgetForecast): number | null {
  if (forecast.kind === "no_limit" || forecast.kind === "closed") return null;
  if (forecast.kind === "used_up") return 0;
  return forecast.kind === "not_used" ? 1 : forecast.left;
}

function aheadOf(forecast: BudgetForecast, to: number): MonthPlot["ahead"] {
  if (forecast.kind === "runs_out") return { t: forecast.endsAt, left: 0 };
  if (forecast.kind === "lasts") return { t: to, left: forecast.leftAtEnd };
  return forecast.kind === "not_used" ? { t: to, left: 1 } : null;
}
