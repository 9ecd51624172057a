import type { Response } from "undici";
import { failed, failure, type Outcome } from "../../core/failure";
import type { HttpFetch } from "../http/create-http-fetch";
import { retryAfter } from "../http/retry-after";
import { toBrokenCall } from "../http/to-broken-call";
import type { FeedGate } from "./create-feed-gate";
import { RefusedAddress } from "./create-guarded-fetch";

const MOST_REDIRECTS = 3;
const MOST_BYTES = 2_000_000;
const LONGEST_TAG = 500;
/** A feed may ask for a week: a header that is wrong must not shut it out for years. */
const LONGEST_WISH_S = 7 * 86_400;
const ACCEPT =
  "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.5";
/** What feeds are sent as. Pages are often what a feed's address gives once it is gone: whether it is one is seen in the document. */
const READABLE =
  /^(?:(?:application|text)\/(?:[\w.+-]+\+)?(?:xml|json)|application\/(?:rss|atom|rdf|octet-stream)|text\/(?:plain|html|rss|atom))$/i;

/** What a server told of the version that it gave, to be shown to it the next time. */
export interface FeedVersion {
  readonly etag: string | null;
  readonly modified: string | null;
}

export interface FetchedFeed extends FeedVersion {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

export interface FeedRequest {
  readonly fetch: HttpFetch;
  readonly gate: FeedGate;
  readonly url: string;
  /** Hosts on which the feed, and what it leads to, may lie. */
  readonly hosts: ReadonlySet<string>;
  readonly known: FeedVersion;
  readonly signal: AbortSignal;
}

/**
 * Gets a feed, or `unchanged`. Redirects are followed by hand, three at the most, and each is judged as the first address was. A body is
 * read up to 2 MB, counted as it comes out of its packing. Failures say what a person can do with them; Retry-After is heeded.
 */
export async function fetchFeed(request: FeedRequest): Promise<Outcome<FetchedFeed | "unchanged">> {
  const { fetch, gate, hosts, known, signal } = request;
  let address = request.url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const admitted = gate.admit(address, hosts);
    if (!admitted.ok) return admitted;
    try {
      const response = await fetch(admitted.value.href, { headers: headersFor(known), redirect: "manual", signal });
      const location = response.headers.get("location");
      if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return await take(response);
      await leave(response);
      if (!URL.canParse(location, admitted.value)) return failed("bad_answer", { detail: "it leads to no address" });
      address = new URL(location, admitted.value).href;
    } catch (thrown) {
      return signal.aborted ? failed("cancelled") : { ok: false, error: toFeedFailure(thrown) };
    }
  }
  return failed("bad_answer", { detail: "it leads from one address to the next more than three times" });
}

const headersFor = ({ etag, modified }: FeedVersion): Record<string, string> => ({
  accept: ACCEPT,
  "user-agent": "barometer (reads feeds)",
  ...(etag === null ? {} : { "if-none-match": etag }),
  ...(modified === null ? {} : { "if-modified-since": modified }),
});

async function take(response: Response): Promise<Outcome<FetchedFeed | "unchanged">> {
  const { status, headers } = response;
  if (status === 304) {
    await leave(response);
    return { ok: true, value: "unchanged" };
  }
  if (status !== 200) {
    await leave(response);
    const wait = retryAfter(headers.get("retry-after"), headers.get("ratelimit"), LONGEST_WISH_S);
    return failed(codeOf(status), { detail: wordsOf(status), ...(wait === undefined ? {} : { retryAfterS: wait }) });
  }
  const contentType = headers.get("content-type") ?? "";
  const essence = contentType.split(";", 1)[0]?.trim() ?? "";
  if (essence !== "" && !READABLE.test(essence)) {
    await leave(response);
    return failed("bad_answer", { detail: "it is no feed but something of another type" });
  }
  const bytes = await readBody(response);
  if (bytes === null) return failed("bad_answer", { detail: "it is larger than 2 MB" });
  return {
    ok: true,
    value: {
      bytes,
      contentType,
      etag: versionOf(headers.get("etag")),
      modified: versionOf(headers.get("last-modified")),
    },
  };
}

/** Null: it is larger than that, and the rest was left. */
async function readBody(response: Response): Promise<Uint8Array | null> {
  if (response.body === null) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body) {
    // The stream gives bytes only; its type says nothing of it.
    const bytes: Uint8Array = piece;
    length += bytes.byteLength;
    if (length > MOST_BYTES) return null;
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

const leave = async (response: Response): Promise<void> => {
  await response.body?.cancel().catch(() => {});
};

/** Only what can be sent back in a header as it is. */
const versionOf = (header: string | null): string | null =>
  header !== null && header.length <= LONGEST_TAG && /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(header)
    ? header
    : null;

const codeOf = (status: number): "rate_limited" | "forbidden" | "not_served" | "upstream_failed" | "bad_answer" => {
  if (status === 429) return "rate_limited";
  if (status === 401 || status === 403 || status === 451) return "forbidden";
  if (status === 404 || status === 410) return "not_served";
  return status >= 500 ? "upstream_failed" : "bad_answer";
};

const wordsOf = (status: number): string => {
  if (status === 429) return "it is asked too often (429)";
  if (status === 401 || status === 403 || status === 451) return `it does not let programs read it (${status})`;
  if (status === 404 || status === 410) return `there is nothing at its address any more (${status})`;
  return `it answered ${status}`;
};

function toFeedFailure(thrown: unknown): ReturnType<typeof failure> {
  const causes = [thrown, thrown instanceof Error ? thrown.cause : undefined];
  if (causes.some((cause) => cause instanceof RefusedAddress))
    return failure("forbidden", { detail: "its host does not lead to a public address" });
  return toBrokenCall(thrown);
}
