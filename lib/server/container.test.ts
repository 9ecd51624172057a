import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { stats } from "../contracts/functions/stats";
import { statsSeries } from "../contracts/functions/stats-series";
import { getStats } from "../services/get-stats";
import { getStatsSeries } from "../services/get-stats-series";
import { createContainer } from "./container";
import { parseEnv } from "./env";

const base = mkdtempSync(join(tmpdir(), "barometer-"));
const DATA_DIR = join(base, "data");
afterEach(() => rmSync(base, { recursive: true, force: true }));

const settings: readonly (readonly [string, Record<string, string>, boolean])[] = [
  ["without a key", {}, false],
  ["without a key where one is wanted", { USE_HF_API: "true" }, false],
  ["with a key that cannot be one", { HF_TOKEN: "two words" }, false],
  ["off, with a key", { HF_TOKEN: "hf_user", HF_MODE: "off" }, false],
  ["with a key", { HF_TOKEN: "hf_user" }, true],
  ["public", { HF_MODE: "public" }, true],
];

it.for(settings)("%s: a place for the budget is seen to only where something can be spent", async ([, env, made]) => {
  const container = await createContainer(parseEnv({ DATA_DIR, LOG_LEVEL: "silent", ...env }));
  expect(container.stats.budget().persisted).toBe(made);
  await container.close();
});

it("tells changes of state by kind, and samples in slots alone", async () => {
  const { recorder, overview, ...container } = await createContainer(parseEnv({ DATA_DIR, LOG_LEVEL: "silent" }));
  const ask = async () => {
    const told = await getStats({ deps: container.stats, input: { window: "15m" } });
    if (!told.ok) throw new Error("figures are always at hand");
    const { uptime_s: _, load: __, since: ___, ...rest } = told.value;
    expect(stats.output.safeParse(told.value).error).toBeUndefined();
    return rest;
  };
  recorder.called("info", "ok", 3);
  for (const to of ["failed", "ready", "failed"] as const) recorder.changed("model", to);
  recorder.changed("source", "stale");
  const before = await ask();
  expect(before.changes).toEqual([
    { kind: "server", to: "started", count: 1 },
    { kind: "model", to: "ready", count: 1 },
    { kind: "model", to: "failed", count: 2 },
    { kind: "source", to: "stale", count: 1 },
  ]);
  recorder.sampled({ loopDelayP50Ms: 1, loopDelayP99Ms: 20, rssMb: 300, budgetLeft: 0.5 });
  expect(await ask()).toEqual(before);
  const series = await getStatsSeries({ deps: overview, input: { window: "24h" } });
  if (!series.ok) throw new Error("figures are always at hand");
  expect(statsSeries.output.safeParse(series.value).error).toBeUndefined();
  expect(series.value.slot_s).toBe(300);
  // A moment at the edge of five minutes makes two of it.
  const slots = series.value.slots.filter(({ budget_left: left }) => left === 0.5);
  expect(slots).toHaveLength(1);
  await container.close();
});
