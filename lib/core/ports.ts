import type { Category, EngineName, Reason, Scores, Thresholds } from "../contracts/verdict";
import type { Result } from "./errors";

/** One engine's reading of one text. */
export interface Reading {
  readonly scores: Scores;
  readonly reasons: readonly Reason[];
  readonly chunks: number;
  /** False when nothing in the text meant anything to the engine. */
  readonly understood: boolean;
}

export interface ReadRequest {
  readonly texts: readonly string[];
  readonly category: Category;
  readonly explain: boolean;
  readonly signal: AbortSignal;
}

/** A tier that can read texts: lexical here; models and remote inference implement the same port. */
export interface SentimentEngine {
  readonly key: string;
  readonly engine: EngineName;
  readonly id: string;
  readonly revision: string;
  readonly dtype: string | null;
  readonly thresholds: Thresholds;
  readonly calibrated: boolean;
  /** Reads all texts, in order. An engine that is out fails as a whole; the next tier then answers. */
  read(request: ReadRequest): Promise<Result<readonly Reading[]>>;
}

/** Takes note of what went wrong inside and was worked around, for the operator. */
export type Report = (event: string, fields: Readonly<Record<string, unknown>>) => void;

/** What a verb tells while it works. */
export interface CallEvent {
  readonly event: "item" | "progress";
  readonly data: unknown;
}

/** What a verb knows of the call it serves. */
export interface Call {
  readonly requestId: string;
  /** Aborted when the caller went away or the deadline has passed. */
  readonly signal: AbortSignal;
  readonly emit?: (event: CallEvent) => void;
}

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Wall time, milliseconds since the epoch. */
  wall(): number;
  /** Lets other work of this thread run. */
  pause(): Promise<void>;
}

/** The latest look at an engine. */
export interface EngineCheck {
  readonly passed: boolean;
  readonly detail: string;
  /** Monotonic time of the look. */
  readonly checkedAt: number;
}

export interface RateDecision {
  readonly allowed: boolean;
  readonly limit: number;
  readonly windowS: number;
  readonly remaining: number;
  /** Seconds until the window starts anew. */
  readonly resetS: number;
}

export interface RateLimiter {
  take(client: string): Promise<RateDecision>;
}
