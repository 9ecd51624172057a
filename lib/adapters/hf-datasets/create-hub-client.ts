import type { Response } from "undici";
import { type Failure, failed, failure, type Outcome } from "../../core/failure";
import type { Clock } from "../../core/ports";
import { createBreaker } from "../../core/resilience/create-breaker";
import { tripsOn } from "../../core/resilience/trips-on";
import type { HttpFetch } from "../http/create-http-fetch";
import { toBrokenCall } from "../http/to-broken-call";
import { followRedirects, tagOf } from "./follow-redirects";
import type { ByteRange, HubBody, HubClient } from "./hub-client";
import { toHubFailure } from "./to-hub-failure";

/** A page of a tree has 1,000 files of some 400 bytes. */
const MOST_JSON_BYTES = 8_000_000;
const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 600_000;
const UNKNOWN_WINDOW_MS = 30_000;
const AGENT = "barometer";

const counting: ReadonlySet<Failure["code"]> = new Set(["unreachable", "timed_out", "upstream_failed", "bad_answer"]);

/**
 * Asks the Hub for lists and files of datasets. A Hub that fails three times in a row is left alone for half a minute, then twice as
 * long each time, ten minutes at most; one that says when to come back, until then. Failures hold no address and no token.
 */
export function createHubClient(options: {
  readonly fetch: HttpFetch;
  readonly origin: string;
  readonly token?: string | undefined;
  readonly clock: Pick<Clock, "now">;
}): HubClient {
  const { fetch, origin, clock } = options;
  const live = { token: options.token };
  const saysNothing = ({ code }: Failure): boolean => code === "cancelled";
  const gate = createBreaker({
    clock,
    trips: tripsOn({ inARow: 1, share: 0.5, ofLast: 20, atLeast: 20 }),
    counts: ({ code }) => code === "rate_limited",
    saysNothing,
    openMs: ({ retryAfterS }) => (retryAfterS === undefined ? UNKNOWN_WINDOW_MS : Math.max(1_000, retryAfterS * 1_000)),
    refusal: (because, retryAfterS) => ({ ...because, retryAfterS }),
  });
  let rests = 0;
  const breaker = createBreaker({
    clock,
    trips: tripsOn({ inARow: 3, share: 0.6, ofLast: 20, atLeast: 10 }),
    counts: ({ code }) => counting.has(code),
    saysNothing,
    openMs: ({ retryAfterS }) => {
      const ms = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** rests);
      rests = Math.min(rests + 1, 10);
      return Math.max(ms, (retryAfterS ?? 0) * 1_000);
    },
    refusal: (because, retryAfterS) =>
      failure("breaker_open", { detail: `left alone for a while: ${because.detail}`, retryAfterS }),
    changed: (state) => {
      if (state === "closed") rests = 0;
    },
  });

  const send = (url: string, headers: Record<string, string>, signal: AbortSignal, knows?: string | null) =>
    followRedirects({
      fetch,
      url,
      // Packed bytes have other places than those of the file.
      headers: { "user-agent": AGENT, "accept-encoding": "identity", ...headers },
      origin,
      token: live.token,
      ...(knows === undefined ? {} : { knows }),
      signal,
    });

  /** These datasets are for everyone: a token that is refused is left out from then on. */
  const ask: typeof send = async (url, headers, signal, knows) => {
    const asked = await send(url, headers, signal, knows);
    if (live.token === undefined || !asked.ok || asked.value === "unchanged") return asked;
    const { response } = asked.value;
    if (response.status !== 401 || toHubFailure(response, true).code !== "bad_key") return asked;
    live.token = undefined;
    await response.body?.cancel().catch(() => {});
    return send(url, headers, signal, knows);
  };
  const hasToken = (): boolean => live.token !== undefined;

  return {
    async json(path, signal) {
      const asked = await ask(new URL(path, origin).href, { accept: "application/json" }, signal);
      if (!asked.ok) return asked;
      if (asked.value === "unchanged") return failed("internal");
      const { response } = asked.value;
      if (response.status !== 200) return refuse(response, hasToken());
      const json = await readJson(response, signal);
      if (!json.ok) return json;
      return { ok: true, value: { json: json.value, next: nextOf(response.headers.get("link"), origin) } };
    },
    async open({ dataset, revision, path }, { etag, range }, signal) {
      const inside = path.split("/").map(encodeURIComponent).join("/");
      const url = `${origin}/datasets/${dataset}/resolve/${encodeURIComponent(revision)}/${inside}`;
      const headers: Record<string, string> = {};
      if (etag) headers["if-none-match"] = `"${etag}"`;
      if (range) headers.range = rangeHeader(range);
      const asked = await ask(url, headers, signal, etag ?? null);
      if (!asked.ok) return asked;
      if (asked.value === "unchanged") return { ok: true, value: { state: "unchanged" } };
      const { response, linkedEtag, commit } = asked.value;
      if (response.status === 304 || response.status === 416) {
        await response.body?.cancel().catch(() => {});
        return { ok: true, value: { state: response.status === 304 ? "unchanged" : "beyond" } };
      }
      return toBody(response, asked.value.url, { linkedEtag, commit, hasToken: hasToken() });
    },
    async more(url, range, signal) {
      const asked = await ask(url, { range: rangeHeader(range) }, signal);
      if (!asked.ok) return asked;
      if (asked.value === "unchanged") return failed("internal");
      return toBody(asked.value.response, url, { linkedEtag: null, commit: null, hasToken: hasToken() });
    },
    guard: (work) => gate.run(() => breaker.run(work)),
    refusal: () => gate.refusal() ?? breaker.refusal(),
  };
}

const rangeHeader = (range: ByteRange): string =>
  "last" in range ? `bytes=-${range.last}` : `bytes=${range.start}-${range.end === null ? "" : range.end - 1}`;

async function refuse(response: Response, hasToken: boolean): Promise<Outcome<never>> {
  await response.body?.cancel().catch(() => {});
  return { ok: false, error: toHubFailure(response, hasToken) };
}

async function toBody(
  response: Response,
  url: string,
  told: { readonly linkedEtag: string | null; readonly commit: string | null; readonly hasToken: boolean },
): Promise<Outcome<HubBody>> {
  const { headers, status, body } = response;
  if ((status !== 200 && status !== 206) || body === null) return refuse(response, told.hasToken);
  const part =
    status === 206 ? /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(headers.get("content-range") ?? "") : null;
  const isPage = /^text\/html/i.test(headers.get("content-type") ?? "");
  const isPacked = (headers.get("content-encoding") ?? "identity") !== "identity";
  if (isPage || isPacked || (status === 206 && part === null)) {
    await body.cancel().catch(() => {});
    return failed("bad_answer", {
      detail: isPage ? "a page came in place of the file" : "its answer could not be read",
    });
  }
  const length = /^\d{1,15}$/.test(headers.get("content-length") ?? "") ? Number(headers.get("content-length")) : null;
  const modified = Date.parse(headers.get("last-modified") ?? "");
  return {
    ok: true,
    value: {
      state: "body",
      isPart: part !== null,
      start: part === null ? 0 : Number(part[1]),
      length: part === null ? length : Number(part[2]) - Number(part[1]) + 1,
      size: part === null ? length : Number(part[3]),
      etag: told.linkedEtag ?? tagOf(headers.get("etag")),
      commit: told.commit,
      modified: Number.isNaN(modified) ? null : modified,
      url,
      body,
      cancel: () => void body.cancel().catch(() => {}),
    },
  };
}

async function readJson(response: Response, signal: AbortSignal): Promise<Outcome<unknown>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    // Leaving the loop early ends the connection.
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > MOST_JSON_BYTES) return failed("bad_answer", { detail: "its answer is larger than any list" });
      chunks.push(chunk);
    }
    return { ok: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks))) };
  } catch (thrown) {
    if (signal.aborted) return failed("cancelled");
    const isOurs = thrown instanceof SyntaxError || (thrown instanceof TypeError && thrown.cause === undefined);
    return isOurs ? failed("bad_answer") : { ok: false, error: toBrokenCall(thrown) };
  }
}

/** The next page, where it is one of the same place. */
function nextOf(link: string | null, origin: string): string | null {
  const address = /<([^<>]{1,4000})>\s*;\s*rel="next"/.exec(link ?? "")?.[1];
  if (address === undefined || !URL.canParse(address, origin)) return null;
  const url = new URL(address, origin);
  return url.origin === origin ? url.pathname + url.search : null;
}
