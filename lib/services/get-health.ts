import type { z } from "zod";
import type { health } from "../contracts/functions/health";
import { ok, type Result } from "../core/errors";
import type { Clock, EngineCheck } from "../core/ports";

type Health = z.output<typeof health.output>;

export interface HealthDeps {
  readonly version: string;
  readonly clock: Clock;
  /** Monotonic time at which the server started. */
  readonly startedAt: number;
  /** The engines' latest checks, by key. */
  readonly checks: () => ReadonlyMap<string, EngineCheck>;
}

/** Reports what is known of the engines. Healthy when all that is wanted passes, unhealthy when nothing does. Never fails, never asks anyone. */
export function getHealth({ deps }: { readonly deps: HealthDeps }): Result<Health> {
  const now = deps.clock.now();
  const checks = [...deps.checks()].map(([name, check]): Health["checks"][number] => {
    const age = Math.max(0, now - check.checkedAt) / 1000;
    return {
      name,
      status: check.status,
      detail: check.detail,
      checked_at: new Date(deps.clock.wall() - age * 1000).toISOString(),
      age_s: Math.round(age * 10) / 10,
    };
  });
  const count = (...statuses: EngineCheck["status"][]): number =>
    checks.filter(({ status }) => statuses.includes(status)).length;
  return ok({
    success: true,
    status: count("pass") === 0 ? "unhealthy" : count("warn", "fail") > 0 ? "degraded" : "healthy",
    checks,
    uptime_s: Math.round((now - deps.startedAt) / 1000),
    version: deps.version,
  });
}
