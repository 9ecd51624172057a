import type { Overview } from "../../lib/contracts/functions/overview";
import type { SeriesSlotRow } from "../../lib/contracts/functions/stats-series";
import type { IncidentRow } from "../../lib/contracts/parts";

export const AT = "2026-03-04T12:00:00.000Z";

type Model = Overview["models"][number];
type Source = Overview["sources"][number];

export const makeModel = (more: Partial<Model> = {}): Model => ({
  key: "model",
  name: "Model",
  id: "owner/model",
  engine: "hf_inference_api",
  task: "text-classification",
  revision: "main",
  labels: [{ name: "LABEL_0", means: "bearish" }],
  categories: ["crypto"],
  licence: null,
  size_mb: 438,
  dtype: null,
  gated: false,
  runs_on: ["hf_inference_api"],
  calibrated: false,
  golden_sentences: 3,
  state: "ready",
  cause: null,
  detail: "3 golden sentences read right",
  retry_after_s: null,
  loaded: null,
  breaker: { state: "closed", retry_after_s: 0 },
  quality: null,
  calls: {
    first_attempts: 0,
    retries: 0,
    answered: 0,
    failed: {},
    per_minute: 0,
    p50_ms: null,
    p95_ms: null,
    p99_ms: null,
  },
  ...more,
});

export const makeSource = (more: Partial<Source> = {}): Source => ({
  key: "feed-one",
  name: "One",
  dataset: "one.example",
  kind: "news",
  layout: "feed of an outlet, in en",
  licence: null,
  sample: false,
  state: "ready",
  detail: "12 items",
  retry_after_s: null,
  first_candle: null,
  last_candle: null,
  checked_at: AT,
  cadence_h: 1,
  files_kept: 0,
  bytes_kept: 0,
  items: 12,
  last_ok_at: AT,
  last_item_at: AT,
  stale: false,
  failure: null,
  refused: [],
  ...more,
});

export const makeSlot = (at: string, calls = 1): SeriesSlotRow => ({
  at,
  seconds: 10,
  calls,
  errors: {},
  shed: 0,
  tiers: [],
  cache: { fresh: 0, stale: 0, missed: 0 },
  upstream: { attempts: 0, retries: 0, failed: 0 },
  loop_delay: { p50_ms: null, p99_ms: null },
  rss_mb: null,
  budget_left: null,
});

export const makeIncident = (id: number, more: Partial<IncidentRow> = {}): IncidentRow => ({
  id: String(id),
  at: new Date(Date.parse(AT) + id * 1000).toISOString(),
  kind: "model",
  key: "model",
  name: "Model",
  from: "ready",
  to: "warming",
  severity: "warning",
  code: "loading",
  detail: "the model is loading",
  lasted_s: 12,
  server: "one",
  ...more,
});

const period = { requests: 0, limit: null, credits_usd: 0, credits_limit_usd: null };

/** The four plain answers of a server that nobody has asked yet. */
export const nothingYet: Overview["answers"] = {
  answering: { status: "healthy", requests: 0, failed: 0, share: null, detail: null },
  fast: { p50_ms: null, p95_ms: null, first_ms: null },
  good: { engine: "lexical", model: "Lexical reader", macro_f1: null, sets: 0 },
  fresh: {
    prices_at: null,
    prices_source: null,
    prices_stale: null,
    news_at: null,
    news_stale: null,
    sample: true,
  },
};

/** An overview of a server that nobody has asked yet. */
export const makeOverview = (more: Partial<Overview> = {}): Overview => ({
  at: AT,
  answers: nothingYet,
  health: { status: "healthy", checks: [], uptime_s: 60, version: "0" },
  models: [makeModel()],
  sources: [makeSource()],
  stats: {
    load: { in_flight: 0, waiting: 0, loop_delay_p50_ms: 0, loop_delay_p99_ms: 0, rss_mb: 100 },
    uptime_s: 60,
    window: "15m",
    since: AT,
    kept_in: "memory",
    persisted: false,
    replicas: 1,
    functions: [],
    changes: [],
    tiers: [],
    texts: { total: 0, by_engine: {} },
    shed: 0,
    upstream: { state: "off", detail: "", closed_until: null, first_attempts: 0, retries: 0, models: [] },
    cache: { levels: ["memory"], detail: "", fresh: 0, stale: 0, missed: 0, hit_rate: null },
    budget: {
      state: "available",
      closed_until: null,
      minute: { requests: 0, limit: null },
      day: period,
      month: period,
      persisted: false,
    },
  },
  series: { window: "15m", slot_s: 10, from: "2026-03-04T11:45:00.000Z", to: AT, slots: [] },
  incidents: [],
  ...more,
});
