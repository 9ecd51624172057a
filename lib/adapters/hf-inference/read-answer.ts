import type { Response } from "undici";

/** More than this is no answer to 32 texts. */
const MOST_BYTES = 1_000_000;

export interface Answer {
  readonly status: number;
  /** Undefined where the body is no JSON, or says that it is something else. */
  readonly json: unknown;
  readonly computeS: number;
  /** Seconds after which the server wants to be asked again; undefined where it does not say. */
  readonly retryAfterS: number | undefined;
  /** The server's own name for what went wrong. */
  readonly errorCode: string | null;
}

/** Reads an answer whole, up to a bound. What it holds is not believed yet. */
export async function readAnswer(response: Response): Promise<Answer> {
  const { headers, status } = response;
  const computeS = Number(headers.get("x-compute-time") ?? 0);
  return {
    status,
    json: parse(headers.get("content-type") ?? "", await readBody(response)),
    computeS: Number.isFinite(computeS) && computeS > 0 ? computeS : 0,
    retryAfterS: retryAfter(headers.get("retry-after"), headers.get("ratelimit")),
    errorCode: headers.get("x-error-code"),
  };
}

async function readBody(response: Response): Promise<string | null> {
  if (response.body === null) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early ends the connection.
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}

function parse(contentType: string, body: string | null): unknown {
  if (body === null || !/^application\/json\s*(?:;|$)/i.test(contentType)) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** No wait is longer than this, whatever a header says: a wrong one must not shut a model out for years. */
const LONGEST_WAIT_S = 3_600;

/** `Retry-After` in seconds or as a date, else the `t` of a `RateLimit` whose `r` is 0 (draft-ietf-httpapi-ratelimit-headers). */
export function retryAfter(header: string | null, rateLimit: string | null): number | undefined {
  const seconds = secondsOf(header?.trim() ?? "") ?? resetOf(rateLimit ?? "");
  return seconds === undefined ? undefined : Math.min(Math.max(0, seconds), LONGEST_WAIT_S);
}

function secondsOf(header: string): number | undefined {
  if (/^\d{1,15}$/.test(header)) return Number(header);
  // A date of HTTP names its day and its zone; `Date.parse` alone takes "-5" for a date too.
  const date = /^[A-Z][a-z]+, .+ GMT$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : (date - Date.now()) / 1000;
}

/** Of several limits, the longest wait among those that are used up. */
function resetOf(rateLimit: string): number | undefined {
  const waits = rateLimit.split(",").flatMap((limit) => {
    const remaining = /;\s*r=(\d{1,15})(?=\s*(?:;|$))/.exec(limit)?.[1];
    const reset = /;\s*t=(\d{1,15})(?=\s*(?:;|$))/.exec(limit)?.[1];
    return remaining !== undefined && Number(remaining) === 0 && reset !== undefined ? [Number(reset)] : [];
  });
  return waits.length === 0 ? undefined : Math.max(...waits);
}
