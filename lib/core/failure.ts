import { type FailureCode, failureWords } from "../contracts/failures";
import type { Result } from "./errors";

/** Why an engine did not answer, as a value. */
export interface Failure {
  readonly code: FailureCode;
  /** Safe to show: no key, no address, no words of another server. */
  readonly detail: string;
  /** Seconds after which asking again makes sense, where that is known. */
  readonly retryAfterS?: number;
  /** For the log only. */
  readonly cause?: unknown;
}

/** What an engine or a call to a model gives. */
export type Outcome<T> = Result<T, Failure>;

export const failure = (code: FailureCode, more: Partial<Omit<Failure, "code">> = {}): Failure => ({
  code,
  detail: failureWords[code],
  ...more,
});

export const failed = (
  code: FailureCode,
  more: Partial<Omit<Failure, "code">> = {},
): { readonly ok: false; readonly error: Failure } => ({ ok: false, error: failure(code, more) });
