import { type Failure, failed, failure, type Outcome } from "../../core/failure";

const LONGEST_WAIT_S = 3_600;

/** An answer that was fetched whole. */
export interface HubAnswer {
  readonly status: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Headers;
  /** Where it came from in the end. */
  readonly url: string;
}

/**
 * Asks the Hub, without cookies and without saying which page asks. Null: it is not there. Errors: unreachable, forbidden, rate_limited,
 * upstream_failed, bad_answer, cancelled; bad_files for a body that is cut off or larger than `mostBytes`.
 */
export async function fetchHub(
  ask: typeof fetch,
  url: string,
  options: { readonly signal: AbortSignal; readonly mostBytes: number; readonly range?: string },
): Promise<Outcome<HubAnswer | null>> {
  const { signal, mostBytes, range } = options;
  const sent = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" } as const;
  let response: Response;
  try {
    response = await ask(url, { ...sent, signal, ...(range === undefined ? {} : { headers: { range } }) });
  } catch (cause) {
    return failed(signal.aborted ? "cancelled" : "unreachable", { cause });
  }
  if (response.status !== 200 && response.status !== 206) {
    const { status, headers } = response;
    await response.body?.cancel().catch(() => {});
    return status === 404 ? { ok: true, value: null } : { ok: false, error: refusalOf(status, headers) };
  }
  const bytes = await readBody(response, mostBytes, signal);
  if (!bytes.ok) return bytes;
  const { status, headers } = response;
  return { ok: true, value: { status, bytes: bytes.value, headers, url: response.url === "" ? url : response.url } };
}

async function readBody(
  response: Response,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for (const reader = response.body?.getReader(); reader; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > mostBytes) {
        await reader.cancel().catch(() => {});
        return failed("bad_files", { detail: "the Hub sent more than was asked for" });
      }
      parts.push(value);
    }
  } catch (cause) {
    return signal.aborted
      ? failed("cancelled", { cause })
      : failed("bad_files", { detail: "the answer of the Hub broke off", cause });
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { ok: true, value: bytes };
}

function refusalOf(status: number, headers: Headers): Failure {
  const detail = `the Hub answered with status ${status}`;
  if (status === 401 || status === 403) return failure("forbidden", { detail });
  if (status === 429) {
    // Another origin may not see these headers; then a minute is a fair guess.
    const told = headers.get("retry-after") ?? /;\s*t=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1];
    const wait = Number(told ?? Number.NaN);
    const retryAfterS = Number.isFinite(wait) ? Math.min(LONGEST_WAIT_S, Math.max(1, wait)) : 60;
    return failure("rate_limited", { retryAfterS });
  }
  return failure(status >= 500 ? "upstream_failed" : "bad_answer", { detail });
}
