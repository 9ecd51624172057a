import type { ErrorCode, FieldError, Problem } from "../contracts/errors";
import type { AppError } from "../core/errors";

/** An error of the API as the screen sees it: the typed error, and what to quote when asking for help. */
export interface ApiError extends AppError {
  readonly requestId?: string;
}

const byStatus: Readonly<Record<number, ErrorCode>> = {
  404: "not_found",
  405: "method_not_allowed",
  408: "request_timeout",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "validation_failed",
  429: "rate_limited",
  502: "unavailable",
  503: "unavailable",
  504: "deadline_exceeded",
};

/** Rebuilds the typed error from problem+json; a proxy's own page counts by its status alone. */
export function parseProblem(status: number, headers: Headers, body: string): ApiError {
  const problem = readJson(body);
  const code = problem.code ?? byStatus[status] ?? (status >= 500 ? "internal" : "unavailable");
  const retryAfterS = clampWait(problem.retry_after_s ?? readRetryAfter(headers.get("retry-after")));
  const requestId = problem.request_id ?? headers.get("x-request-id");
  return {
    code,
    detail: problem.detail ?? `The server answered with status ${status}.`,
    ...(problem.errors ? { fields: problem.errors } : {}),
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
    ...(requestId ? { requestId } : {}),
  };
}

// A wait of nothing would ask without a pause, and a timer fires at once beyond 24 days.
const LONGEST_WAIT_S = 3_600;

const clampWait = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.min(LONGEST_WAIT_S, Math.max(1, Math.ceil(seconds)));

/** Seconds to wait, from either form that HTTP allows. */
function readRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const seconds = /^\d+$/.test(value.trim()) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? seconds : undefined;
}

function readJson(body: string): Partial<Problem> {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return {};
  }
  if (typeof raw !== "object" || raw === null) return {};
  const from: Record<string, unknown> = { ...raw };
  return {
    ...(isCode(from.code) ? { code: from.code } : {}),
    ...(typeof from.detail === "string" ? { detail: from.detail } : {}),
    ...(typeof from.request_id === "string" ? { request_id: from.request_id } : {}),
    ...(typeof from.retry_after_s === "number" ? { retry_after_s: from.retry_after_s } : {}),
    ...(Array.isArray(from.errors) ? { errors: from.errors.filter(isFieldError) } : {}),
  };
}

const known: Readonly<Record<ErrorCode, true>> = {
  invalid_json: true,
  invalid_form: true,
  invalid_identifier: true,
  invalid_cursor: true,
  not_found: true,
  unknown_symbol: true,
  method_not_allowed: true,
  request_timeout: true,
  payload_too_large: true,
  unsupported_media_type: true,
  validation_failed: true,
  key_reused: true,
  rate_limited: true,
  cancelled: true,
  internal: true,
  unavailable: true,
  deadline_exceeded: true,
};

const isCode = (value: unknown): value is ErrorCode => typeof value === "string" && Object.hasOwn(known, value);

const isFieldError = (value: unknown): value is FieldError =>
  typeof value === "object" &&
  value !== null &&
  "field" in value &&
  typeof value.field === "string" &&
  "message" in value &&
  typeof value.message === "string";
