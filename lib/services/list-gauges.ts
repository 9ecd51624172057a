import type { DatasetEntry } from "../contracts/functions/datasets";
import { health as healthContract } from "../contracts/functions/health";
import { type ModelEntry, models as modelsContract } from "../contracts/functions/models";
import { type Severity, severities } from "../contracts/parts";
import type { MetricFamily, Sample } from "../core/metrics/metric-family";
import { getHealth, type HealthDeps } from "./get-health";
import type { OverviewDeps } from "./get-overview";
import type { StatsDeps } from "./get-stats";
import { listDatasets } from "./list-datasets";
import { listModels, type ModelsDeps } from "./list-models";

export interface GaugesDeps {
  /** Names the build that runs; empty while developing. */
  readonly build: string;
  readonly health: HealthDeps;
  readonly models: ModelsDeps;
  readonly stats: Pick<StatsDeps, "load" | "budget" | "remote">;
  readonly sources: OverviewDeps["sources"];
  readonly news: OverviewDeps["news"];
  readonly live: { watchers(): number };
  readonly incidents: Readonly<Record<Severity, number>>;
}

/** Feeds are named by whoever runs the server; more than so many are counted, not told apart. */
const MOST_SOURCES = 250;
const breakerStates = { closed: 0, half_open: 1, open: 2 } as const;
const modelStates = modelsContract.output.shape.models.element.shape.state.options;
const sourceStates: readonly DatasetEntry["state"][] = ["ready", "not_asked_yet", "failed", "off"];
const statuses = healthContract.output.shape.status.options;

const gauge = (
  name: string,
  help: string,
  labelNames: readonly string[],
  samples: readonly Sample[],
): MetricFamily => ({ type: "gauge", name, help, labelNames, samples });
const one = (name: string, help: string, value: number): MetricFamily => gauge(name, help, [], [{ labels: {}, value }]);

/** How things are now, as metrics, and the keys of all models. Never fails, asks nobody. */
export async function listGauges(
  deps: GaugesDeps,
): Promise<{ readonly gauges: readonly MetricFamily[]; readonly models: readonly string[] }> {
  const health = getHealth({ deps: deps.health });
  const listed = await listModels({ deps: deps.models });
  const { clock, startedAt } = deps.health;
  const looked = { sources: deps.sources, news: deps.news, clock };
  const sources = listDatasets({ deps: looked });
  if (!health.ok || !listed.ok || !sources.ok) throw new Error("none of them fails");
  const { status, checks, version } = health.value;
  const { models } = listed.value;
  const load = deps.stats.load();
  const stores = checks.filter((check) => check.kind === "store" && check.status !== "off");
  return {
    models: models.map(({ key }) => key),
    gauges: [
      gauge(
        "barometer_build_info",
        "Always 1; its labels say what runs.",
        ["version", "build"],
        [{ labels: { version, build: deps.build || "development" }, value: 1 }],
      ),
      one("barometer_uptime_seconds", "Since the server started.", (clock.now() - startedAt) / 1000),
      gauge(
        "barometer_health_status",
        "1 for the status that holds; unhealthy: no engine can answer.",
        ["status"],
        statuses.map((each) => ({ labels: { status: each }, value: Number(each === status) })),
      ),
      one("barometer_requests_in_flight", "Requests that are being worked on.", load.in_flight),
      one("barometer_requests_waiting", "Requests that wait for their turn.", load.waiting),
      one(
        "barometer_event_loop_delay_p50_seconds",
        "Median delay of the event loop in the last half minute.",
        load.loop_delay_p50_ms / 1000,
      ),
      one(
        "barometer_event_loop_delay_p99_seconds",
        "99th percentile of the delay of the event loop in the last half minute.",
        load.loop_delay_p99_ms / 1000,
      ),
      one("barometer_live_watchers", "Streams of the dashboard that are open.", deps.live.watchers()),
      gauge(
        "barometer_incidents_kept",
        "Changes of state that the log keeps.",
        ["severity"],
        severities.map((severity) => ({ labels: { severity }, value: deps.incidents[severity] })),
      ),
      gauge(
        "barometer_store_working",
        "1 where what is to outlive the process can be kept there, 0 where not.",
        ["store"],
        stores.map((check) => ({ labels: { store: check.name }, value: Number(check.status === "pass") })),
      ),
      ...ofModels(models, deps),
      ...ofSources(sources.value.datasets, clock.wall()),
      ...ofBudget(deps.stats.budget()),
    ],
  };
}

function ofModels(models: readonly ModelEntry[], { stats }: GaugesDeps): readonly MetricFamily[] {
  return [
    gauge(
      "barometer_model_state",
      "1 for the state that holds of each model.",
      ["model", "engine", "state"],
      models.flatMap(({ key, engine, state }) =>
        modelStates.map((each) => ({ labels: { model: key, engine, state: each }, value: Number(each === state) })),
      ),
    ),
    gauge(
      "barometer_model_breaker_state",
      "Of remote models: 0 closed, 1 half open, 2 open.",
      ["model"],
      models.flatMap(({ key, breaker }) =>
        breaker === null ? [] : [{ labels: { model: key }, value: breakerStates[breaker.state] }],
      ),
    ),
    one(
      "barometer_upstream_breaker_state",
      "Of the host of remote models: 0 closed, 1 half open, 2 open.",
      breakerStates[stats.remote.host().state],
    ),
  ];
}

function ofSources(all: readonly DatasetEntry[], wall: number): readonly MetricFamily[] {
  const sources = all.slice(0, MOST_SOURCES);
  const labelsOf = ({ key, kind }: DatasetEntry) => ({ source: key, kind });
  const of = (name: string, help: string, value: (source: DatasetEntry) => number | null): MetricFamily =>
    gauge(
      name,
      help,
      ["source", "kind"],
      sources.flatMap((source) => {
        const found = value(source);
        return found === null ? [] : [{ labels: labelsOf(source), value: found }];
      }),
    );
  const ageOf = (at: string | null): number | null => (at === null ? null : Math.max(0, wall - Date.parse(at)) / 1000);
  return [
    one("barometer_sources", `Sources of prices and of news; the first ${MOST_SOURCES} are told apart.`, all.length),
    gauge(
      "barometer_source_state",
      "1 for the state that holds of each source.",
      ["source", "kind", "state"],
      sources.flatMap((source) =>
        sourceStates.map((state) => ({
          labels: { ...labelsOf(source), state },
          value: Number(state === source.state),
        })),
      ),
    ),
    of("barometer_source_age_seconds", "Age of the newest that a source gave, by its own time.", (source) =>
      ageOf(source.last_item_at),
    ),
    of("barometer_source_last_success_age_seconds", "Since a source last answered.", (source) =>
      ageOf(source.last_ok_at),
    ),
    of("barometer_source_stale", "1 where what it gives is older than twice its cadence.", ({ stale }) =>
      stale === null ? null : Number(stale),
    ),
    of(
      "barometer_source_kept_bytes",
      "Bytes of a source that are kept on this machine.",
      (source) => source.bytes_kept,
    ),
  ];
}

function ofBudget(budget: ReturnType<StatsDeps["budget"]>): readonly MetricFamily[] {
  const { minute, day, month } = budget;
  const requests = Object.entries({ minute, day, month });
  const credits = Object.entries({ day, month });
  const perPeriod = (name: string, help: string, values: readonly (readonly [string, number | null])[]) =>
    gauge(
      name,
      help,
      ["period"],
      values.flatMap(([period, value]) => (value === null ? [] : [{ labels: { period }, value }])),
    );
  /** Null without a limit, and of a limit of nothing: that is how it is wanted, and no share of it can run out. */
  const left = (used: number, limit: number | null): number | null =>
    limit === null || limit === 0 ? null : Math.max(0, 1 - used / limit);
  return [
    perPeriod(
      "barometer_budget_used_requests",
      "Calls of the remote tier in the period that runs.",
      requests.map(([period, of]) => [period, of.requests]),
    ),
    perPeriod(
      "barometer_budget_limit_requests",
      "Calls that it may make in the period; none: no limit.",
      requests.map(([period, of]) => [period, of.limit]),
    ),
    perPeriod(
      "barometer_budget_used_usd",
      "Estimated credits of the remote tier in the period that runs.",
      credits.map(([period, of]) => [period, of.credits_usd]),
    ),
    perPeriod(
      "barometer_budget_limit_usd",
      "Credits that it may use in the period; none: no limit.",
      credits.map(([period, of]) => [period, of.credits_limit_usd]),
    ),
    gauge(
      "barometer_budget_left_ratio",
      "What is left of a limit, from 1 to 0; none: no limit, or one of 0.",
      ["of", "period"],
      [
        ...requests.map(([period, of]) => ({ of: "requests", period, left: left(of.requests, of.limit) })),
        ...credits.map(([period, of]) => ({ of: "credits", period, left: left(of.credits_usd, of.credits_limit_usd) })),
      ].flatMap(({ left: value, ...labels }) => (value === null ? [] : [{ labels, value }])),
    ),
    one(
      "barometer_budget_exhausted",
      "1 while the remote tier is not asked because its budget is used up.",
      Number(budget.state === "exhausted"),
    ),
  ];
}
