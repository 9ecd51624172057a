import type { FunctionName } from "../../lib/contracts/functions";

/** Why two calls of one function may be answered differently though both answers are true. */
export const reasons = {
  call: "each call has its own",
  clock: "it is the time of now, an age, or how long something took",
  made: "each call makes another one",
  counts: "the calls of this very suite are counted in it",
} as const;

export interface Rule {
  /** Keys from the top of the answer, `*` for any. All below it is taken out. */
  readonly path: string;
  readonly because: keyof typeof reasons;
}

const rules = (because: Rule["because"], ...paths: readonly string[]): readonly Rule[] =>
  paths.map((path) => ({ path, because }));

const under = (path: string, all: readonly Rule[]): readonly Rule[] =>
  all.map((rule) => ({ ...rule, path: `${path}.${rule.path}` }));

const verdict = [...rules("call", "request_id"), ...rules("clock", "latency_ms", "models.*.latency_ms")];
const job = rules("call", "request_id");
const checks = [...rules("clock", "checks.*.checked_at", "checks.*.age_s"), ...rules("clock", "uptime_s")];
const series = [...rules("clock", "from", "to"), ...rules("counts", "slots.*.calls")];
const stats = [
  ...rules("counts", "functions.*.calls"),
  ...rules("clock", "functions.*.p50_ms", "functions.*.p95_ms", "functions.*.p99_ms"),
  ...rules("clock", "load.rss_mb", "load.loop_delay_p50_ms", "load.loop_delay_p99_ms", "uptime_s", "since"),
];

/** All that may differ between two calls. A function without an entry must answer the same to the last value. */
export const changing: Readonly<Partial<Record<FunctionName, readonly Rule[]>>> = {
  sentiment: verdict,
  sentiment_quick: verdict,
  sentiment_bulk: [...rules("call", "request_id"), ...rules("clock", "latency_ms")],
  // How many wait before it, too: those that were made a moment ago.
  job_create: [...rules("call", "request_id"), ...rules("made", "id", "created_at", "position")],
  job_status: job,
  job_cancel: job,
  job_results: job,
  job_events: job,
  flag: [...rules("call", "request_id"), ...rules("made", "id", "saved_at")],
  flags: job,
  health: checks,
  stats,
  stats_series: series,
  overview: [...rules("clock", "at"), ...under("health", checks), ...under("stats", stats), ...under("series", series)],
};
