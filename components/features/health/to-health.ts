import type { OutputOf } from "@/lib/browser/api-client";
import type { Result } from "@/lib/core/errors";

export type Health =
  | { readonly state: "asking" | "offline" }
  | { readonly state: "healthy" | "degraded" | "unhealthy"; readonly checks: OutputOf<"health">["checks"] };

/** What an answer says of the server: one that hangs or answers with an error is away, whatever the error. */
export function toHealth(answer: Result<Pick<OutputOf<"health">, "status" | "checks">> | undefined): Health {
  if (!answer) return { state: "asking" };
  return answer.ok ? { state: answer.value.status, checks: answer.value.checks } : { state: "offline" };
}
