import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { answerMetrics } from "../../lib/server/surfaces/answer-metrics";
import { listMetrics } from "../../lib/services/list-metrics";
import { parseExposition } from "../../scripts/lib/parse-exposition";
import { scratchDir } from "../fakes/scratch-dir";
import { readExpression } from "./read-expression";

const folder = join(import.meta.dirname, "../../ops");
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

/** What Prometheus itself adds to each sample. */
const added = ["instance", "job"];

interface Panel {
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number };
  readonly targets?: readonly { readonly expr: string }[];
}
const dashboard: { readonly panels: readonly Panel[] } = JSON.parse(read("grafana-dashboard.json"));
/** Grafana puts its own values in place of these. */
const filled = (expression: string): string => expression.replaceAll("$__rate_interval", "5m");
const ofDashboard = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => [title, filled(expr)] as const),
);

/** Each rule of the file: its lines are as regular as this reader of them. */
const ofRules = read("alerts.yml")
  .split(/^ {6}- alert: /m)
  .slice(1)
  .map((rule) => {
    const [name = "", ...lines] = rule.split("\n");
    const start = lines.findIndex((line) => line.startsWith("        expr: "));
    const [, first = ""] = /^ {8}expr: (.*)$/.exec(lines[start] ?? "") ?? [];
    const more = lines.slice(start + 1);
    const end = more.findIndex((line) => !line.startsWith("          "));
    const expression = first === "|" ? more.slice(0, end).join("\n") : first;
    return { name, expression, text: rule };
  });

/** Names of samples in a scrape, with their labels. */
const scraped = new Map<string, Set<string>>();
const empty: string[] = [];

const faultsOf = (expression: string): string[] => {
  const { selectors, grouping } = readExpression(expression);
  const known = selectors.flatMap(({ metric }) => [...(scraped.get(metric) ?? [])]);
  return [
    ...selectors.flatMap(({ metric, labels }) => {
      const has = metric === "up" ? new Set(added) : scraped.get(metric);
      if (has === undefined) return [`no metric ${metric}`];
      return labels.filter((label) => !has.has(label)).map((label) => `${metric} has no label ${label}`);
    }),
    ...grouping.filter((label) => !known.includes(label)).map((label) => `nothing has a label ${label}`),
  ];
};

beforeAll(async () => {
  const container = await createContainer(
    parseEnv({
      DATA_DIR: scratchDir(),
      LOG_LEVEL: "silent",
      RATE_LIMIT_PER_MINUTE: "100000",
      EMBEDDED_MODEL: "off",
      USE_NEWS_FEEDS: "false",
      HF_MODE: "public",
    }),
  );
  // Once of everything, so that each name has a sample.
  const { recorder } = container;
  const degraded = {
    tier: "hf_inference_api",
    model: null,
    code: "timed_out",
    detail: "",
    retry_after_s: null,
  } as const;
  recorder.called("sentiment", "ok", 3);
  recorder.spoke("single", "lexical", [degraded]);
  recorder.asked("lexical", "ok", 3);
  recorder.attempted({ model: "lexical", attempt: 1, outcome: "answered", ms: 3 });
  container.own().counts["change/tier/resting"] = 1;
  const { health, sources, news } = container.overview;
  const [source] = sources;
  const [feed] = news.sources;
  if (source === undefined || feed === undefined) throw new Error("there is a source of prices and one of news");
  const at = health.clock.wall() - 5_000;
  const overview = {
    ...container.overview,
    sources: [{ ...source, look: () => ({ ...source.look(), lastCandle: at }) }, ...sources],
    news: { ...news, sources: [{ ...feed, look: () => ({ ...feed.look(), lastOkAt: at }) }] },
  };
  const request = new Request("http://localhost/metrics");
  const text = await (await answerMetrics(request, { ...container, overview })).text();
  const declared = await listMetrics({ deps: { ...overview, own: container.own, build: "" } });
  for (const family of parseExposition(text).values()) {
    if (family.samples.length === 0) empty.push(family.name);
    // What could not be made to happen here is known by its type alone.
    const names = declared.find(({ name }) => name === family.name)?.labelNames ?? [];
    if (family.type !== "histogram") scraped.set(family.name, new Set([...added, ...names]));
    for (const { name, labels } of family.samples)
      scraped.set(name, new Set([...(scraped.get(name) ?? added), ...Object.keys(labels)]));
  }
  await container.close();
});

describe("the dashboard for Grafana", () => {
  it.each(ofDashboard)("names what there is: %s", (_, expression) => expect(faultsOf(expression)).toEqual([]));

  it("has its data source as a variable, and each panel its own place", () => {
    const text = read("grafana-dashboard.json");
    const uids = new Set([...text.matchAll(/"uid": "([^"]*)"/g)].map(([, uid]) => uid));
    expect([...uids].toSorted()).toEqual(["$" + "{datasource}", "barometer"]);
    const places = dashboard.panels.map(({ gridPos: { x, y } }) => `${x}/${y}`);
    expect(new Set(places).size).toBe(places.length);
    expect(ofDashboard.length).toBeGreaterThan(20);
  });

  it("says nothing of what the page does not, and leaves out no metric of our own", () => {
    const named = new Set(
      [...ofDashboard.map(([, expression]) => expression), ...ofRules.map(({ expression }) => expression)].flatMap(
        (expression) =>
          readExpression(expression).selectors.map(({ metric }) => metric.replace(/_(bucket|sum|count)$/, "")),
      ),
    );
    const own = [...scraped.keys()].map((name) => name.replace(/_(bucket|sum|count)$/, ""));
    const silent = own.filter((name) => name.startsWith("barometer_") && !named.has(name));
    // Told by others: the version, and how many or how much there may be.
    expect([...new Set(silent)].toSorted()).toEqual([
      "barometer_budget_exhausted",
      "barometer_budget_limit_requests",
      "barometer_budget_limit_usd",
      "barometer_build_info",
      "barometer_sources",
      "barometer_uptime_seconds",
    ]);
  });
});

describe("the alert rules", () => {
  it.each(ofRules)("names what there is, how long, how bad and what to do: $name", ({ expression, text }) => {
    expect(faultsOf(expression)).toEqual([]);
    expect(text).toMatch(/^ {8}for: \d+m$/m);
    expect(text).toMatch(/^ {10}severity: (critical|warning)$/m);
    expect(text).toMatch(/^ {10}summary: ".+"$/m);
    expect(text).toMatch(/^ {10}what_to_do: ".{30,}"$/m);
    const placeholders = [...text.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label ?? "");
    const known = readExpression(expression).selectors.flatMap(({ metric }) => [...(scraped.get(metric) ?? added)]);
    expect(placeholders.filter((label) => !known.includes(label))).toEqual([]);
  });

  it("are as many as the file has", () => {
    expect(ofRules.length).toBe(read("alerts.yml").match(/- alert:/g)?.length);
    expect(ofRules.length).toBeGreaterThan(10);
  });

  const promtool = spawnSync("promtool", ["--version"]).status === 0;
  if (!promtool) console.log("promtool is not here: rules are checked by this project's own reader alone");
  it.skipIf(!promtool).each([
    ["check", "rules", "alerts.yml"],
    ["check", "config", "prometheus.yml"],
    ["test", "rules", "../tests/ops/alerts-fire.yml"],
  ])("please promtool %s %s %s", (...args) => {
    const { status, stdout, stderr } = spawnSync("promtool", args, { cwd: folder, encoding: "utf8" });
    expect(status, `${stdout}${stderr}`).toBe(0);
  });
});

describe("the check itself", () => {
  it("saw a sample of nearly everything", () =>
    expect(empty.filter((name) => name.startsWith("barometer_") && name !== "barometer_source_stale")).toEqual([]));

  it.each([
    ["sum(rate(barometer_request_total[5m]))", ["no metric barometer_request_total"]],
    ['barometer_requests_total{kode="ok"}', ["barometer_requests_total has no label kode"]],
    ["sum by (modell) (barometer_model_breaker_state)", ["nothing has a label modell"]],
    ["barometer_request_duration_seconds", ["no metric barometer_request_duration_seconds"]],
    [
      "up == 0 and on (instance) barometer_nothing > 1",
      ["no metric barometer_nothing", "nothing has a label instance"],
    ],
  ])("sees what is wrong in %s", (expression, faults) => expect(faultsOf(expression)).toEqual(faults));

  it.each(["sum(barometer_requests_total", "1 + 1", "barometer_requests_total{code=", "a ; b"])(
    "cannot read %s",
    (expression) => expect(() => readExpression(expression)).toThrow(),
  );
});
