import type { ErrorCode, FieldError } from "../contracts/errors";

/** What went wrong, as a value. It becomes a problem document, an event or a row only at the edge. */
export interface AppError {
  readonly code: ErrorCode;
  /** Safe to show: it names what was wrong and what would be right, never internals. */
  readonly detail: string;
  readonly fields?: readonly FieldError[];
  readonly retryAfterS?: number;
  /** Methods that the address does take. */
  readonly allow?: readonly string[];
  /** For the log only. */
  readonly cause?: unknown;
}

export type Result<T, E = AppError> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = (code: ErrorCode, detail: string, more: Omit<AppError, "code" | "detail"> = {}): Result<never> => ({
  ok: false,
  error: { code, detail, ...more },
});
