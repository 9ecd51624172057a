import { incidents } from "../lib/contracts/functions/incidents";
import { overview } from "../lib/contracts/functions/overview";
import { stats } from "../lib/contracts/functions/stats";
import type { IncidentRow } from "../lib/contracts/parts";
import { parseExposition } from "../scripts/lib/parse-exposition";
import type { Tally } from "./known-calls";

/** Counts by name: "call/sentiment/ok", "text/lexical/bulk", "without/hf_inference_api/breaker_open", "change/model/ready". */
export type Counts = Readonly<Record<string, number>>;

/** Functions that only who looks at figures calls: each look would count. */
const asked = ["sentiment", "sentiment_quick", "sentiment_bulk", "other"];

type Sums = Pick<Awaited<ReturnType<typeof readStats>>, "functions" | "tiers" | "changes" | "upstream" | "cache">;

const sum = (numbers: Iterable<number | undefined>): number => [...numbers].reduce<number>((a, b) => a + (b ?? 0), 0);

/** Without those that are zero: some tell of them, some do not. */
const some = (entries: Iterable<readonly [string, number]>): Counts =>
  Object.fromEntries([...entries].filter(([, count]) => count > 0));

const named = (kind: string, all: ReadonlyMap<string, number>) =>
  [...all].map(([name, count]) => [`${kind}/${name}`, count] as const);

export const countsOfTally = ({ calls, texts, without }: Tally): Counts =>
  some([...named("call", calls), ...named("text", texts), ...named("without", without)]);

export const countsOfIncidents = (rows: readonly Pick<IncidentRow, "kind" | "to">[]): Counts => {
  const found: Record<string, number> = {};
  for (const { kind, to } of rows) found[`change/${kind}/${to}`] = (found[`change/${kind}/${to}`] ?? 0) + 1;
  return found;
};

export const countsOfStats = ({ functions, tiers, changes, upstream, cache }: Sums): Counts =>
  some([
    ...functions
      .filter(({ name }) => asked.includes(name))
      .flatMap(({ name, calls, errors }) => [
        [`call/${name}/ok`, calls - sum(Object.values(errors))] as const,
        ...Object.entries(errors).map(([code, count]) => [`call/${name}/${code}`, count] as const),
      ]),
    ...tiers.flatMap(({ engine, single, quick, bulk, without }) => [
      ...Object.entries({ single, quick, bulk }).map(([manner, count]) => [`text/${engine}/${manner}`, count] as const),
      ...Object.entries(without).map(([code, count]) => [`without/${engine}/${code}`, count] as const),
    ]),
    ...changes.map(({ kind, to, count }) => [`change/${kind}/${to}`, count] as const),
    ["upstream", sum(upstream.models.flatMap(({ answered, failed }) => [answered, ...Object.values(failed)]))],
    ["cache/fresh", cache.fresh],
  ]);

/** What a scraper sees; `total` is of all functions. */
export async function readMetrics(origin: string): Promise<{ readonly counts: Counts; readonly total: number }> {
  const families = parseExposition(await (await fetch(`${origin}/metrics`)).text());
  const told = (family: string, name: (labels: Readonly<Record<string, string>>) => string) =>
    (families.get(family)?.samples ?? []).map(({ labels, value }) => [name(labels), value] as const);
  const calls = told("barometer_requests_total", (labels) => `call/${labels.function}/${labels.code}`);
  // The lexical reader is a model among others, and nobody upstream.
  const attempts = told("barometer_model_attempts_total", ({ model }) => model ?? "");
  return {
    total: sum(calls.map(([, count]) => count)),
    counts: some([
      ...calls.filter(([name]) => asked.includes(name.split("/")[1] ?? "")),
      ...told("barometer_texts_total", ({ engine, manner }) => `text/${engine}/${manner}`),
      ...told("barometer_verdicts_without_total", ({ engine, reason }) => `without/${engine}/${reason}`),
      ...told("barometer_state_changes_total", ({ kind, to }) => `change/${kind}/${to}`),
      ["upstream", sum(attempts.filter(([model]) => model !== "lexical").map(([, count]) => count))],
      ...told("barometer_cache_looks_total", ({ result }) => `cache/${result}`).filter(
        ([name]) => name === "cache/fresh",
      ),
    ]),
  };
}

export async function readStats(origin: string, window: string) {
  return stats.output.parse(await (await fetch(`${origin}${stats.path}?window=${window}`)).json());
}

export async function readOverview(origin: string) {
  return overview.output.parse(await (await fetch(origin + overview.path)).json());
}

/** All that is kept, newest first, in pages of fifty. */
export async function readIncidents(origin: string): Promise<readonly IncidentRow[]> {
  const rows: IncidentRow[] = [];
  for (let before: string | null = ""; before !== null; ) {
    const more: string = before === "" ? "" : `&before=${before}`;
    const page = incidents.output.parse(await (await fetch(`${origin}${incidents.path}?limit=50${more}`)).json());
    rows.push(...page.incidents);
    before = page.next;
  }
  return rows;
}

/** Counts of several witnesses, side by side. */
export function sideBySide(witnesses: Readonly<Record<string, Counts>>): string {
  const names = [...new Set(Object.values(witnesses).flatMap((counts) => Object.keys(counts)))].sort();
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const heads = Object.keys(witnesses);
  const line = (name: string, cells: readonly (string | number)[]): string =>
    name.padEnd(width) + cells.map((cell, nth) => String(cell).padStart((heads[nth]?.length ?? 0) + 2)).join("");
  return [
    line("", heads),
    ...names.map((name) =>
      line(
        name,
        heads.map((head) => witnesses[head]?.[name] ?? "–"),
      ),
    ),
  ].join("\n");
}
