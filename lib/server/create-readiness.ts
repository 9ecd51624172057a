import type { EngineCheck } from "../core/ports";

export interface Readiness {
  /** Why no text shall be sent here now, or null. */
  refusal(): string | null;
  /** From now on new work shall go elsewhere: the process is about to end. */
  drain(): void;
  draining(): boolean;
}

/** Ready is who can answer with the last tier, and is not about to end. */
export function createReadiness(lastTier: Pick<EngineCheck, "status" | "detail">): Readiness {
  let draining = false;
  return {
    refusal() {
      if (draining) return "the server is about to end";
      return lastTier.status === "pass" ? null : `the lexical reader: ${lastTier.detail}`;
    },
    drain() {
      draining = true;
    },
    draining: () => draining,
  };
}
