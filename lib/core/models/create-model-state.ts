import { type Failure, failure } from "../failure";
import type { Clock } from "../ports";
import type { ModelSpec } from "./model-spec";

/** What is known of a model now. */
export type Standing =
  | { readonly kind: "unverified" | "ready" }
  /** Not to be asked before `until` (monotonic milliseconds); for `loading`, a background call asks meanwhile. */
  | { readonly kind: "loading" | "refused" | "resting"; readonly because: Failure; readonly until: number };

export interface ModelState {
  look(): Standing;
  /** Why the model must not be asked now, or null. */
  refusal(): Failure | null;
  /** Its golden sentences were read right. */
  proved(): void;
  /** Takes note of a failure that says something lasting about the model. */
  note(because: Failure): void;
}

/** A provider does not start to serve a model within minutes, nor does an owner grant access or a label order change. */
const REFUSED_MS = 6 * 3_600_000;
/** A model is trusted for a day, then reads its golden sentences again. */
const PROVED_MS = 24 * 3_600_000;
/** Loading models say how long they need, and are asked again within a minute all the same. */
export const LONGEST_LOADING_MS = 60_000;

/** Longer than an hour no server is taken at its word. */
const LONGEST_REST_MS = 3_600_000;

const lasting: ReadonlySet<Failure["code"]> = new Set(["not_served", "gated", "golden_failed", "bad_files"]);

/** With a time to come back. */
const mayRest: ReadonlySet<Failure["code"]> = new Set([
  "upstream_failed",
  "unreachable",
  "internal",
  "crashed",
  "no_memory",
  "timed_out",
]);

export function createModelState(spec: ModelSpec, clock: Pick<Clock, "now">): ModelState {
  let standing: Standing =
    spec.unusable === null
      ? { kind: "unverified" }
      : {
          kind: "refused",
          because: failure(spec.unusable.code, { detail: spec.unusable.reason }),
          until: Number.POSITIVE_INFINITY,
        };
  let provedUntil = 0;

  const look = (): Standing => {
    if ("until" in standing && clock.now() >= standing.until) standing = { kind: "unverified" };
    if (standing.kind === "ready" && clock.now() >= provedUntil) standing = { kind: "unverified" };
    return standing;
  };

  return {
    look,
    refusal() {
      const now = look();
      if (!("because" in now)) return null;
      const seconds = (now.until - clock.now()) / 1000;
      return Number.isFinite(seconds) ? { ...now.because, retryAfterS: Math.ceil(seconds) } : now.because;
    },
    proved() {
      standing = { kind: "ready" };
      provedUntil = clock.now() + PROVED_MS;
    },
    note(because) {
      if (spec.unusable !== null) return;
      if (because.code === "loading") {
        const ms = Math.min(LONGEST_LOADING_MS, (because.retryAfterS ?? 20) * 1000);
        standing = { kind: "loading", because, until: clock.now() + ms };
      }
      if (mayRest.has(because.code) && because.retryAfterS !== undefined) {
        // It is known when to come back; nobody asks it before.
        const ms = Math.min(LONGEST_REST_MS, because.retryAfterS * 1000);
        standing = { kind: "resting", because, until: clock.now() + ms };
      }
      if (lasting.has(because.code)) standing = { kind: "refused", because, until: clock.now() + REFUSED_MS };
    },
  };
}
