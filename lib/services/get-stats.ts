import type { z } from "zod";
import type { stats } from "../contracts/functions/stats";
import type { BudgetSnapshot } from "../core/budget/describe-budget";
import { ok, type Result } from "../core/errors";
import type { RemoteLook } from "../core/models/remote-look";
import type { Clock } from "../core/ports";
import type { Tally } from "../core/stats/create-tally";

type Stats = z.output<typeof stats.output>;

export interface StatsDeps {
  readonly clock: Clock;
  /** Monotonic time at which the server started. */
  readonly startedAt: number;
  readonly tally: Tally;
  readonly remote: RemoteLook;
  readonly cache: () => Pick<Stats["cache"], "levels" | "detail">;
  readonly load: () => Stats["load"];
  readonly budget: () => BudgetSnapshot & { readonly persisted: boolean };
}

/** What the engines did since the start, and what the budget has left. Never fails, never asks anyone. */
export function getStats({ deps }: { readonly deps: StatsDeps }): Result<Stats> {
  const texts = deps.tally.texts();
  return ok({
    success: true,
    uptime_s: Math.round((deps.clock.now() - deps.startedAt) / 1000),
    load: deps.load(),
    texts: { total: sum(Object.values(texts)), by_engine: texts },
    upstream: describeUpstream(deps),
    cache: describeCache(deps),
    budget: deps.budget(),
  });
}

function describeUpstream({ remote, tally, clock }: StatsDeps): Stats["upstream"] {
  const models = remote.specs
    .filter(({ unusable }) => unusable === null)
    .map(({ key }): Stats["upstream"]["models"][number] => {
      const { breaker } = remote.model(key);
      const { firstAttempts, retries, answered, failed, p50Ms, p95Ms, p99Ms } = tally.model(key);
      return {
        key,
        breaker: breaker.state,
        retry_after_s: Math.ceil(breaker.retryAfterS),
        first_attempts: firstAttempts,
        retries,
        answered,
        failed: { ...failed },
        p50_ms: p50Ms,
        p95_ms: p95Ms,
        p99_ms: p99Ms,
      };
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

function describeCache({ cache, tally }: StatsDeps): Stats["cache"] {
  const { fresh, stale, miss } = tally.cache();
  const looks = fresh + stale + miss;
  return { ...cache(), fresh, stale, missed: miss, hit_rate: looks === 0 ? null : (fresh + stale) / looks };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
