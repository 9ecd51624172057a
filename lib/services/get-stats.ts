import type { z } from "zod";
import type { FunctionName } from "../contracts/functions";
import type { stats } from "../contracts/functions/stats";
import type { BudgetSnapshot } from "../core/budget/describe-budget";
import { ok, type Result } from "../core/errors";
import type { RemoteLook } from "../core/models/remote-look";
import type { Clock } from "../core/ports";
import {
  cacheFigures,
  changeFigures,
  functionFigures,
  modelFigures,
  shedFigures,
  tierFigures,
} from "../core/stats/read-sheet";
import type { ReadStats } from "../core/stats/read-stats";
import type { Sheet } from "../core/stats/sheet";

type Stats = z.output<typeof stats.output>;

export interface StatsDeps {
  readonly clock: Clock;
  /** Monotonic time at which the server started. */
  readonly startedAt: number;
  readonly read: ReadStats;
  /** Functions of the registry, in its order. */
  readonly functions: readonly FunctionName[];
  readonly remote: RemoteLook;
  readonly cache: () => Pick<Stats["cache"], "levels" | "detail">;
  readonly load: () => Stats["load"];
  readonly budget: () => BudgetSnapshot & { readonly persisted: boolean };
}

/** What the engines did, in all or in a window of time, and what the budget has left. Never fails, never asks an engine. */
export async function getStats(args: {
  readonly deps: StatsDeps;
  readonly input: z.output<typeof stats.input>;
}): Promise<Result<Stats>> {
  const { deps } = args;
  const { window } = args.input;
  const { sheet, since, replicas, keptIn } = await deps.read(window);
  return ok({
    success: true,
    uptime_s: Math.round((deps.clock.now() - deps.startedAt) / 1000),
    load: deps.load(),
    window,
    // A clock that was set back makes no beginning lie ahead.
    since: new Date(Math.min(since, deps.clock.wall())).toISOString(),
    kept_in: keptIn,
    persisted: keptIn !== "memory",
    replicas,
    functions: functionFigures(sheet, [...deps.functions, "other"]).map((each) => ({ ...each })),
    ...describeTexts(sheet),
    shed: shedFigures(sheet),
    changes: changeFigures(sheet),
    upstream: describeUpstream(deps, sheet),
    cache: describeCache(deps, sheet),
    budget: deps.budget(),
  });
}

function describeTexts(sheet: Sheet): Pick<Stats, "tiers" | "texts"> {
  const tiers = tierFigures(sheet);
  const total = sum(tiers.map(({ texts }) => texts));
  const read = tiers.filter(({ texts }) => texts > 0);
  return {
    tiers: tiers.map(({ manners, ...tier }) => ({
      ...tier,
      ...manners,
      share: total === 0 ? null : tier.texts / total,
    })),
    texts: { total, by_engine: Object.fromEntries(read.map(({ engine, texts }) => [engine, texts])) },
  };
}

function describeUpstream({ remote, clock }: StatsDeps, sheet: Sheet): Stats["upstream"] {
  const models = remote.specs
    .filter(({ unusable }) => unusable === null)
    .map(({ key }): Stats["upstream"]["models"][number] => {
      const { breaker } = remote.model(key);
      const retryAfterS = Math.ceil(breaker.retryAfterS);
      return { key, breaker: breaker.state, retry_after_s: retryAfterS, ...modelFigures(sheet, key) };
    });
  const off = remote.mode.state === "off";
  const refusal = off ? null : remote.refusal();
  const seconds = refusal?.retryAfterS;
  return {
    state: off ? "off" : refusal === null ? "available" : "closed",
    detail: refusal?.detail ?? remote.mode.why,
    closed_until: seconds === undefined ? null : new Date(clock.wall() + seconds * 1000).toISOString(),
    first_attempts: sum(models.map((model) => model.first_attempts)),
    retries: sum(models.map((model) => model.retries)),
    models,
  };
}

function describeCache({ cache }: StatsDeps, sheet: Sheet): Stats["cache"] {
  const { fresh, stale, missed } = cacheFigures(sheet);
  const looks = fresh + stale + missed;
  return { ...cache(), fresh, stale, missed, hit_rate: looks === 0 ? null : (fresh + stale) / looks };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
