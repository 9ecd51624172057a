// A storm seen on the dashboard: the standalone server over a double whose models fail, warm and come back all the time, asked some fifty
// times a second, with ten dashboards open. Prints what was counted, what is kept and what it costs; fails where a cap is passed.
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { incidents } from "../lib/contracts/functions/incidents";
import { sentiment } from "../lib/contracts/functions/sentiment";
import { stats } from "../lib/contracts/functions/stats";
import type { IncidentRow } from "../lib/contracts/parts";
import { catalogue } from "../lib/core/models/catalogue";
import { headline, paced, times } from "../tests/resilience/load";
import { cpuSeconds } from "./lib/cpu-seconds";
import { openOverview } from "./lib/open-overview";
import { residentMb } from "./lib/resident-mb.mjs";
import { serveOverDouble } from "./lib/serve-over-double";

const PER_SECOND = 50;
const DASHBOARDS = 10;
/** What the code declares: lib/core/incidents/create-incident-book.ts, lib/adapters/files/open-incident-log.ts, .../open-stats-files.ts. */
const caps = { kept: 5_000, ofPart: 300, "incidents.jsonl": 8_200_000, "stats.json": 32_000_000 } as const;
/** A leak at this rate shows in ten minutes; a heap that has room is not one. */
const MOST_GROWTH_MB = 250;
const windows = ["15m", "24h", "30d"] as const;

const { values } = parseArgs({ options: { minutes: { type: "string", default: "1" } } });
const seconds = Math.max(10, Math.round(60 * Number(values.minutes)));

/** Models of single texts, in turn; what has no standing here is left out. */
const models = catalogue.filter(({ unusable }) => unusable === null).map(({ key, id }) => ({ key, id }));
const pathOf = (id: string): string => `/hf-inference/models/${id}`;

const data = mkdtempSync(join(tmpdir(), "barometer-storm-"));
const { double, server, stop } = await serveOverDouble({ DATA_DIR: data, LOG_LEVEL: "silent" });
const most = { "stats.json": 0, "stats-history.json": 0, "incidents.jsonl": 0, rss: 0 };
const files = ["stats.json", "stats-history.json", "incidents.jsonl"] as const;
const sizeOf = (file: string): number => (existsSync(join(data, file)) ? statSync(join(data, file)).size : 0);

function watchSizes(): void {
  for (const file of files) most[file] = Math.max(most[file], sizeOf(file));
  most.rss = Math.max(most.rss, residentMb(server.pid));
}

/** One of two kinds of bad weather for each model, of a rhythm of its own: it fails, or it says for a second that it loads. */
function setWeather(): void {
  for (const [nth, { id }] of models.entries()) {
    const flap = { bad: 1_500 + 700 * nth, good: 2_500 + 500 * nth, unit: "ms" } as const;
    const path = pathOf(id);
    if (nth % 2 === 0) double.setFault({ kind: "status", status: 500, path, flap });
    else double.setFault({ kind: "loading", estimatedTimeS: 1, path, flap });
  }
}

/** Nine of ten are texts for one model each; one is refused. */
async function ask(index: number): Promise<{ readonly status: number; readonly ms: number }> {
  const model = models[index % models.length]?.key;
  const body = index % 10 === 9 ? { text: "" } : { text: headline(index), model };
  const started = performance.now();
  const answer = await fetch(server.url + sentiment.path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  await answer?.arrayBuffer();
  return { status: answer?.status ?? 0, ms: performance.now() - started };
}

async function listAll(): Promise<readonly IncidentRow[]> {
  const rows: IncidentRow[] = [];
  for (let before: string | null = ""; before !== null; ) {
    const more: string = before === "" ? "" : `&before=${before}`;
    const answer = await fetch(`${server.url}${incidents.path}?limit=500${more}`);
    const page = incidents.output.parse(await answer.json());
    rows.push(...page.incidents);
    before = page.next;
  }
  return rows;
}

async function statsOf() {
  return stats.output.parse(await (await fetch(server.url + stats.path)).json());
}

/** Calls to models that reached the double. */
const asked = (): number =>
  Object.entries(double.counts()).reduce((sum, [at, count]) => (at.includes("/hf-inference/") ? sum + count : sum), 0);

const kb = (bytes: number): string => `${(bytes / 1e3).toFixed(1)} kB`;

try {
  await paced(100, PER_SECOND, ask);
  setWeather();
  const open = Array.from({ length: DASHBOARDS }, (_, nth) =>
    openOverview(server.url, windows[nth % windows.length] ?? "15m"),
  );
  await wait(2_000);
  const [before, rss, cpu, started] = [
    await statsOf(),
    residentMb(server.pid),
    cpuSeconds(server.pid),
    performance.now(),
  ];
  const watch = setInterval(watchSizes, 1_000);
  const all = await paced(seconds * PER_SECOND, PER_SECOND, ask);
  const took = (performance.now() - started) / 1_000;
  const share = (cpuSeconds(server.pid) - cpu) / took;
  const rssEnd = residentMb(server.pid);
  // What waits to be written is written within five seconds.
  await wait(6_000);
  clearInterval(watch);
  watchSizes();

  const [after, rows] = [await statsOf(), await listAll()];
  const statuses = new Map<number, number>();
  for (const { status } of all) statuses.set(status, (statuses.get(status) ?? 0) + 1);
  const changes = after.changes.reduce((sum, { count }) => sum + count, 0);
  const ofPart = new Map<string, number>();
  for (const { kind, key } of rows) ofPart.set(`${kind}/${key}`, (ofPart.get(`${kind}/${key}`) ?? 0) + 1);
  const mostOfPart = Math.max(...ofPart.values());
  const frames = open.map(({ seen }) => seen.frames);
  const counted = (figures: typeof after): number =>
    figures.functions.find(({ name }) => name === "sentiment")?.calls ?? 0;
  // A machine that has other work turns calls away, and counts them.
  const shed = after.shed - before.shed;
  const ms = all.map((one) => one.ms);

  console.log(`a storm of ${took.toFixed(0)} s: ${all.length} requests, ${(all.length / took).toFixed(1)} a second`);
  console.log(`  statuses       ${[...statuses].map(([status, count]) => `${status}: ${count}`).join(", ")}`);
  console.log(`  times          ${times(ms)}`);
  console.log(
    `  counted        ${counted(after) - counted(before)} by stats, ${shed} turned away; ${asked()} calls upstream`,
  );
  console.log(
    `  state changes  ${changes}, of which ${rows.length} are kept (cap ${caps.kept}), ${mostOfPart} of one part (cap ${caps.ofPart})`,
  );
  for (const file of files) console.log(`  ${file.padEnd(19)}${kb(most[file])} at the most`);
  console.log(
    `  RSS            ${rss.toFixed(0)} MB at the start, ${rssEnd.toFixed(0)} at the end, ${most.rss.toFixed(0)} at the most`,
  );
  console.log(`  processor      ${(share * 100).toFixed(1)} % of a core`);
  console.log(
    `  dashboards     ${open.filter(({ seen }) => seen.open).length} of ${DASHBOARDS} still open, ${Math.min(...frames)} to ${Math.max(...frames)} frames each`,
  );
  const bounds = {
    "every request is answered, with 200 or 422, or turned away": [...statuses.keys()].every((status) =>
      [200, 422, 503].includes(status),
    ),
    "few are turned away": shed < all.length / 20,
    "stats counts them all":
      counted(after) - counted(before) + shed === all.length && shed === (statuses.get(503) ?? 0),
    "what was counted is kept, up to the caps":
      rows.length <= caps.kept && (rows.length === changes || rows.length === caps.kept || mostOfPart === caps.ofPart),
    "of one part": mostOfPart <= caps.ofPart,
    "incidents.jsonl": most["incidents.jsonl"] <= caps["incidents.jsonl"],
    "stats.json": most["stats.json"] <= caps["stats.json"],
    "stats-history.json": most["stats-history.json"] <= caps["stats.json"],
    "memory does not grow on": rssEnd - rss < MOST_GROWTH_MB,
    "all dashboards are open and told": open.every(({ seen }) => seen.open && seen.frames > took / 4),
  };
  for (const [name, kept] of Object.entries(bounds)) {
    if (kept) continue;
    console.error(`passed: ${name}`);
    process.exitCode = 1;
  }
  for (const one of open) one.close();
} finally {
  await stop();
  rmSync(data, { recursive: true, force: true });
}
