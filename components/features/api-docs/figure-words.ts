import type { z } from "zod";
import type { stats } from "@/lib/contracts/functions/stats";

type Figures = z.output<typeof stats.output>["functions"][number];

const count = new Intl.NumberFormat("en");
const share = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const fine = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

const duration = (ms: number): string =>
  ms < 1_000 ? `${fine.format(ms)} ms` : `${fine.format(Math.round(ms / 10) / 100)} s`;

/** Faults of the server; whatever else went wrong is the caller's own. */
const faults = ["internal", "unavailable", "deadline_exceeded"] as const;

/**
 * How a function did in the last 24 hours. What was refused, or given up by its caller, says nothing of how the server
 * does and is counted apart. A share is never rounded up to all of them.
 */
export function figureWords(figures: Figures | undefined): string {
  if (figures === undefined || figures.calls === 0) return "No calls yet in the last 24 hours.";
  const { calls, errors, p50_ms: p50, p90_ms: p90, p99_ms: p99 } = figures;
  const { cancelled = 0 } = errors;
  const failed = faults.reduce((sum, code) => sum + (errors[code] ?? 0), 0);
  const refused = Object.values(errors).reduce((sum, each) => sum + (each ?? 0), 0) - failed - cancelled;
  const others = calls - refused - cancelled;
  const well = others > 0 ? share.format(Math.floor(((others - failed) / others) * 1_000) / 1_000) : null;
  const times =
    p50 === null || p90 === null || p99 === null
      ? []
      : [`p50 ${duration(p50)}`, `p90 ${duration(p90)}`, `p99 ${duration(p99)}`];
  return [
    `Last 24 hours: ${count.format(calls)} ${calls === 1 ? "call" : "calls"}`,
    ...(refused > 0 ? [`${count.format(refused)} refused`] : []),
    ...(cancelled > 0 ? [`${count.format(cancelled)} cancelled`] : []),
    ...(well === null ? [] : [others < calls ? `${well} of the others succeeded` : `${well} succeeded`]),
    ...times,
  ].join(" · ");
}
