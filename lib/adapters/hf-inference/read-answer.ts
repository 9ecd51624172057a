import type { Response } from "undici";
import { retryAfter } from "../http/retry-after";

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
