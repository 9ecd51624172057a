import type { Response } from "undici";

/** A header that names a longer time must not close the tier until the next start. */
const LONGEST_RETRY_S = 3_600;
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
  if (body === null || !contentType.toLowerCase().startsWith("application/json")) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** `Retry-After` in seconds or as a date, else the `t` of a `RateLimit` whose `r` is 0 (draft-ietf-httpapi-ratelimit-headers). */
export function retryAfter(header: string | null, rateLimit: string | null): number | undefined {
  if (header !== null) {
    const seconds = /^\d{1,9}$/.test(header.trim()) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
    if (Number.isFinite(seconds)) return Math.min(LONGEST_RETRY_S, Math.max(0, seconds));
  }
  const remaining = /(?:^|;)\s*r=(\d{1,9})/.exec(rateLimit ?? "")?.[1];
  const reset = /(?:^|;)\s*t=(\d{1,9})/.exec(rateLimit ?? "")?.[1];
  return remaining === "0" && reset !== undefined ? Math.min(LONGEST_RETRY_S, Number(reset)) : undefined;
}
