import { type FunctionName, functions } from "../contracts/functions";
import type { Answers, Overview } from "../contracts/functions/overview";
import { orderOf } from "../core/models/catalogue";
import { functionFigures, shedFigures, tierFigures } from "../core/stats/read-sheet";
import type { Sheet } from "../core/stats/sheet";

/** Answers by which the server, not the caller, failed. */
const ours = ["internal", "unavailable", "deadline_exceeded"] as const;

/** Looks at the server itself, as dashboards and uptime checks send them all day: they would hide what people asked for in vain. */
const aboutItself: ReadonlySet<FunctionName> = new Set([
  "datasets",
  "models",
  "info",
  "health",
  "stats",
  "stats_series",
  "incidents",
  "overview",
]);

/** The four plain answers: is it answering, how fast, how good, how fresh. */
export function answerPlainly({
  health,
  models,
  sources,
  sheet,
}: Pick<Overview, "health" | "models" | "sources"> & { readonly sheet: Sheet }): Answers {
  const names = functions.flatMap(({ name }) => (aboutItself.has(name) ? [] : [name]));
  const calls = functionFigures(sheet, [...names, "other"]);
  const shed = shedFigures(sheet);
  const requests = calls.reduce((sum, each) => sum + each.calls, shed);
  const failed = calls.reduce(
    (sum, { errors }) => sum + ours.reduce((more, code) => more + (errors[code] ?? 0), 0),
    shed,
  );
  const single = calls.find(({ name }) => name === "sentiment");
  const out = health.checks.find(({ status }) => status === "fail") ?? health.checks.find(isWarning);
  const first = answersFirst(models);
  const real = sources.filter(({ sample }) => !sample);
  const prices = real
    .filter(({ kind, last_candle: last }) => kind === "candles" && last !== null)
    .toSorted((a, b) => Date.parse(b.last_candle ?? "") - Date.parse(a.last_candle ?? ""))[0];
  const news = real.filter(({ kind, state }) => kind === "news" && state !== "off");
  const told = news.filter(({ stale }) => stale !== null);
  return {
    answering: {
      status: health.status,
      requests,
      failed,
      share: requests === 0 ? null : (requests - failed) / requests,
      detail: out ? `${out.name}: ${out.detail}` : null,
    },
    fast: {
      p50_ms: single?.p50_ms ?? null,
      p95_ms: single?.p95_ms ?? null,
      first_ms: tierFigures(sheet).find(({ engine }) => engine === first?.engine)?.p50_ms ?? null,
    },
    good: {
      engine: first?.engine ?? "lexical",
      model: first?.name ?? null,
      macro_f1: first?.quality?.mean.macro_f1 ?? null,
      sets: first?.quality?.sets.length ?? 0,
    },
    fresh: {
      prices_at: prices?.last_candle ?? null,
      prices_source: prices?.name ?? null,
      prices_stale: prices?.stale ?? null,
      news_at: newest(news.map((source) => source.last_item_at)),
      news_stale: told.length === 0 ? null : told.every(({ stale }) => stale === true),
      sample: !real.some(isAtHand),
    },
  };
}

const isWarning = ({ status }: Overview["health"]["checks"][number]): boolean => status === "warn";

/** It answered, may answer when it is asked, or left something here when it did. */
const isAtHand = ({ state, last_item_at: last }: Overview["sources"][number]): boolean =>
  state === "ready" || state === "not_asked_yet" || (state !== "off" && last !== null);

/** Of those that read what people send without a wish of their own. Remote ones stand before all others, and have an order. */
function answersFirst(models: Overview["models"]): Overview["models"][number] | undefined {
  const order = orderOf.crypto;
  const asked = models.filter(({ key, engine }) => engine !== "hf_inference_api" || order.includes(key));
  return asked
    .filter(({ state }) => state === "ready")
    .toSorted((one, other) => placeOf(one, order) - placeOf(other, order))[0];
}

const placeOf = ({ key }: Overview["models"][number], order: readonly string[]): number => {
  const place = order.indexOf(key);
  return place === -1 ? order.length : place;
};

const newest = (moments: readonly (string | null)[]): string | null =>
  moments.reduce((latest, at) => (at !== null && (latest === null || at > latest) ? at : latest), null);
