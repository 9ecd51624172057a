import type { Failure } from "../failure";
import type { SentimentEngine } from "../ports";
import type { Standing } from "./create-model-state";
import type { ModelSpec } from "./model-spec";

/** What is known of a network of this device, without asking it. */
export interface NeuralLook {
  readonly spec: ModelSpec;
  readonly engine: SentimentEngine;
  readonly standing: () => Standing["kind"];
  readonly refusal: () => Failure | null;
  /** Monotonic time of its latest answer or failure, or null. */
  readonly askedAt: () => number | null;
  /** Whether it is in memory now. */
  readonly loaded: () => boolean;
  /** Set while it is being loaded: the share of its files that is here; null where they are not fetched, or nobody can say. */
  readonly loading: () => { readonly fetched: number | null } | null;
  /** Weights of the release that it is of, as results of measurements name it; null for what is a user's own. */
  readonly release: () => string | null;
}
