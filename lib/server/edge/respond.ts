import { createHash } from "node:crypto";
import type { ErrorCode, Problem } from "../../contracts/errors";
import type { AppError } from "../../core/errors";
import type { TextFile } from "../../core/file-answer";
import type { RateDecision } from "../../core/ports";

/** One mapper for every error of the API. Exhaustive: a new code does not compile until it has its place here. */
export const statusOf = {
  invalid_json: { status: 400, title: "The body is not usable JSON" },
  invalid_form: { status: 400, title: "The form cannot be read" },
  invalid_identifier: { status: 400, title: "A name or its encoding cannot be used" },
  invalid_cursor: { status: 400, title: "The cursor belongs to no page of this list" },
  not_found: { status: 404, title: "No such address" },
  unknown_symbol: { status: 404, title: "No such symbol" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  request_timeout: { status: 408, title: "The body took too long" },
  payload_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The body is not JSON" },
  validation_failed: { status: 422, title: "The input does not fit" },
  key_reused: { status: 422, title: "The Idempotency-Key belongs to another request" },
  rate_limited: { status: 429, title: "Too many requests" },
  cancelled: { status: 499, title: "The request was cancelled" },
  internal: { status: 500, title: "Something went wrong here" },
  unavailable: { status: 503, title: "Not available now" },
  deadline_exceeded: { status: 504, title: "It took too long" },
} as const satisfies Record<ErrorCode, { status: number; title: string }>;

/** Any origin may read answers: the API takes no cookies, so there is nothing to steal. See `hideFromSites` for a server that is local. */
export const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers":
    "Content-Disposition, ETag, Idempotency-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, X-Failed-Sources, X-Request-Id",
} as const;

export function toProblem(error: AppError, requestId: string, instance: string): Problem {
  const { status, title } = statusOf[error.code];
  return {
    type: `urn:barometer:problem:${error.code}`,
    title,
    status,
    detail: error.detail,
    instance,
    code: error.code,
    request_id: requestId,
    ...(error.fields ? { errors: [...error.fields] } : {}),
    ...(error.retryAfterS === undefined ? {} : { retry_after_s: error.retryAfterS }),
  };
}

export function problemResponse(error: AppError, requestId: string, instance: string): Response {
  const problem = toProblem(error, requestId, instance);
  return new Response(JSON.stringify(problem), { status: problem.status, headers: problemHeaders(error) });
}

export const problemHeaders = (error: AppError): Record<string, string> => ({
  ...corsHeaders,
  "content-type": "application/problem+json",
  "cache-control": "no-store",
  ...(error.retryAfterS === undefined ? {} : { "retry-after": String(Math.ceil(error.retryAfterS)) }),
  ...(error.allow ? { allow: error.allow.join(", ") } : {}),
});

export function jsonResponse(request: Request, body: unknown, caching: "etag" | "no-store"): Response {
  const json = JSON.stringify(body);
  if (caching === "etag") return taggedResponse(request, tag(json));
  return new Response(json, { headers: { ...jsonHeaders, "cache-control": "no-store", ...lengthOf(json) } });
}

const lengthOf = (json: string) => ({ "content-length": String(Buffer.byteLength(json)) });

/** Answers that something was taken on, and where it is: `{name}` in the location comes from the body. */
export function createdResponse(body: unknown, location: string): Response {
  const fields: Record<string, unknown> = typeof body === "object" && body !== null ? { ...body } : {};
  const address = location.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => encodeURIComponent(String(fields[name])));
  const headers = { ...jsonHeaders, "cache-control": "no-store", location: address };
  return new Response(JSON.stringify(body), { status: 202, headers });
}

const jsonHeaders = { ...corsHeaders, "content-type": "application/json; charset=utf-8" } as const;

export interface Tagged {
  readonly json: string;
  readonly etag: string;
}

export const tag = (json: string): Tagged => ({
  json,
  etag: `W/"${createHash("sha256").update(json).digest("base64url").slice(0, 22)}"`,
});

/** Answers 304 to a client that has the same already. */
export function taggedResponse(request: Request, { json, etag }: Tagged): Response {
  const headers = { ...jsonHeaders, "cache-control": "public, max-age=0, must-revalidate", etag };
  if (matches(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  return new Response(json, { headers: { ...headers, ...lengthOf(json) } });
}

function matches(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const bare = (tag: string): string => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => bare(tag) === bare(etag));
}

/** The same for a file that is at hand as a whole. */
export function textFileResponse(request: Request, { text, type, name, next, silent = [] }: TextFile): Response {
  const beside = {
    ...(next === undefined ? {} : { link: linkTo(request, next) }),
    ...(silent.length === 0 ? {} : { "x-failed-sources": nameSome(silent) }),
  };
  const { etag } = tag(`${text}${Object.values(beside).join()}`);
  const caching = { ...corsHeaders, ...beside, "cache-control": "public, max-age=0, must-revalidate", etag };
  if (matches(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers: caching });
  const file = { "content-type": type, "content-disposition": `attachment; filename="${name}"` };
  return new Response(text, { headers: { ...caching, ...file, ...lengthOf(text) } });
}

/** The next page, by the path that was asked for (RFC 8288). */
function linkTo(request: Request, next: Readonly<Record<string, string>>): string {
  const { pathname, searchParams } = new URL(request.url);
  for (const [name, value] of Object.entries(next)) searchParams.set(name, value);
  return `<${pathname}?${searchParams}>; rel="next"`;
}

/** Proxies take about 8 kB of headers. */
const MOST_NAMED = 20;

function nameSome(keys: readonly string[]): string {
  const more = keys.length - MOST_NAMED;
  return [...keys.slice(0, MOST_NAMED), ...(more > 0 ? [`and ${more} more`] : [])].join(", ");
}

const API_HEADERS = ["Content-Type", "Idempotency-Key", "If-None-Match", "Last-Event-ID", "X-Request-Id"];

/** `more`: headers that callers send besides those of the API. */
export function preflightResponse(methods: readonly string[], more: readonly string[] = []): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders,
      allow: methods.join(", "),
      "access-control-allow-methods": methods.join(", "),
      "access-control-allow-headers": [...API_HEADERS, ...more].join(", "),
      "access-control-max-age": "86400",
    },
  });
}

/** The fields of draft-ietf-httpapi-ratelimit-headers: the policy, and what is left of it. */
export function addRateHeaders(response: Response, policy: string, decision: RateDecision): void {
  response.headers.set("ratelimit-policy", `"${policy}";q=${decision.limit};w=${decision.windowS}`);
  response.headers.set("ratelimit", `"${policy}";r=${decision.remaining};t=${decision.resetS}`);
}
