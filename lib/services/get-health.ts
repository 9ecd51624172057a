import type { z } from "zod";
import type { health } from "../contracts/functions/health";
import { ok, type Result } from "../core/errors";
import type { Clock, EngineCheck } from "../core/ports";

type Health = z.output<typeof health.output>;
type Check = Health["checks"][number];

export interface HealthDeps {
  readonly version: string;
  readonly clock: Clock;
  /** Monotonic time at which the server started. */
  readonly startedAt: number;
  /** The engines' latest checks, by key. */
  readonly checks: () => ReadonlyMap<string, EngineCheck>;
  /** And those of the places where things are kept. */
  readonly stores: () => ReadonlyMap<string, EngineCheck>;
  /** And those of where prices come from. */
  readonly sources: () => ReadonlyMap<string, EngineCheck>;
}

/**
 * Reports what is known of engines, sources and stores. Healthy when all that is wanted passes, unhealthy when no engine does. Never fails, never
 * asks anyone. `countdowns`: whether it says when what is out is asked next; who watches counts that down from the models' own seconds.
 */
export function getHealth({
  deps,
  countdowns = true,
}: {
  readonly deps: HealthDeps;
  readonly countdowns?: boolean;
}): Result<Health> {
  const now = deps.clock.now();
  const lineOf = (kind: Check["kind"], [name, check]: readonly [string, EngineCheck]): Check => {
    const age = Math.max(0, now - check.checkedAt) / 1000;
    return {
      name,
      kind,
      status: check.status,
      detail: countdowns && check.again !== undefined ? `${check.detail}, ${check.again}` : check.detail,
      checked_at: new Date(deps.clock.wall() - age * 1000).toISOString(),
      age_s: Math.round(age * 10) / 10,
    };
  };
  const engines = [...deps.checks()].map((check) => lineOf("engine", check));
  const checks = [
    ...engines,
    ...[...deps.sources()].map((check) => lineOf("source", check)),
    ...[...deps.stores()].map((check) => lineOf("store", check)),
  ];
  const answers = engines.some(({ status }) => status === "pass");
  const out = checks.some(({ status }) => status === "warn" || status === "fail");
  return ok({
    success: true,
    status: !answers ? "unhealthy" : out ? "degraded" : "healthy",
    checks,
    uptime_s: Math.round((now - deps.startedAt) / 1000),
    version: deps.version,
  });
}
