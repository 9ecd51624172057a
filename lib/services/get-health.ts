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

/** Reports what is known of the engines. Healthy when all pass, unhealthy when none does. Never fails, never asks anyone. */
export function getHealth({ deps }: { readonly deps: HealthDeps }): Result<Health> {
  const now = deps.clock.now();
  const checks = [...deps.checks()].map(([name, check]): Health["checks"][number] => {
    const age = Math.max(0, now - check.checkedAt) / 1000;
    return {
      name,
      status: check.passed ? "pass" : "fail",
      detail: check.detail,
      checked_at: new Date(deps.clock.wall() - age * 1000).toISOString(),
      age_s: Math.round(age * 10) / 10,
    };
  });
  const passed = checks.filter((check) => check.status === "pass").length;
  return ok({
    success: true,
    status: passed === 0 ? "unhealthy" : passed < checks.length ? "degraded" : "healthy",
    checks,
    uptime_s: Math.round((now - deps.startedAt) / 1000),
    version: deps.version,
  });
}
