import type { Response } from "undici";
import { failed, type Outcome } from "../../core/failure";
import type { HttpFetch } from "../http/create-http-fetch";
import { toBrokenCall } from "../http/to-broken-call";

const MOST_HOPS = 5;
const LONGEST_LOCATION = 8_192;

/** The last answer, and what the redirects before it said of the file. */
export interface Arrived {
  readonly response: Response;
  readonly url: string;
  readonly linkedEtag: string | null;
  readonly commit: string | null;
}

/**
 * Asks an address and follows where it leads, by itself: each step is looked at again, the token stays with the origin that it is
 * for, and what the redirects tell (the file's tag and commit) is kept. `knows`: the tag at which it need not go on.
 */
export async function followRedirects(ask: {
  readonly fetch: HttpFetch;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Origin that may see the token. */
  readonly origin: string;
  readonly token: string | undefined;
  readonly knows?: string | null;
  readonly signal: AbortSignal;
}): Promise<Outcome<Arrived | "unchanged">> {
  let url = new URL(ask.url);
  let linkedEtag: string | null = null;
  let commit: string | null = null;
  for (let hop = 0; hop <= MOST_HOPS; hop++) {
    const secret: Record<string, string> =
      ask.token !== undefined && url.origin === ask.origin ? { authorization: `Bearer ${ask.token}` } : {};
    let response: Response;
    try {
      response = await ask.fetch(url.href, {
        headers: { ...ask.headers, ...secret },
        redirect: "manual",
        signal: ask.signal,
      });
    } catch (thrown) {
      return ask.signal.aborted ? failed("cancelled") : { ok: false, error: toBrokenCall(thrown) };
    }
    const { headers, status } = response;
    linkedEtag ??= tagOf(headers.get("x-linked-etag"));
    commit ??= commitOf(headers.get("x-repo-commit"));
    const location = headers.get("location");
    if (![301, 302, 303, 307, 308].includes(status) || location === null)
      return { ok: true, value: { response, url: url.href, linkedEtag, commit } };
    await response.body?.cancel().catch(() => {});
    if (ask.knows !== undefined && ask.knows !== null && linkedEtag === ask.knows)
      return { ok: true, value: "unchanged" };
    const next = stepTo(location, url);
    if (next === null) return failed("bad_answer", { detail: "it leads to where nobody may go" });
    url = next;
  }
  return failed("bad_answer", { detail: "it leads from one address to the next without end" });
}

/** Where a redirect leads; null where that is no web address, holds a password, or leaves the encrypted web. */
function stepTo(location: string, from: URL): URL | null {
  if (location.length > LONGEST_LOCATION || !URL.canParse(location, from)) return null;
  const next = new URL(location, from);
  const isWeb = next.protocol === "https:" || (next.protocol === "http:" && from.protocol === "http:");
  return isWeb && next.username === "" && next.password === "" ? next : null;
}

/** An entity tag without its quotes; null where it is none that can be kept. */
export function tagOf(header: string | null): string | null {
  return /^(?:W\/)?"([\w.:+/=-]{1,200})"$/.exec(header?.trim() ?? "")?.[1] ?? null;
}

const commitOf = (header: string | null): string | null => (/^[0-9a-f]{7,64}$/.test(header ?? "") ? header : null);
