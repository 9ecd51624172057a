import { type Failure, failed, type Outcome } from "../../core/failure";
import { makeFoundItem, type RawItem } from "../../core/news/make-found-item";
import type { FoundItem } from "../../core/news/news-item";
import type { Harvest, NewsSource } from "../../core/news/news-source";
import type { Clock, Report } from "../../core/ports";
import { endWithin } from "../../core/with-deadline";
import type { HttpFetch } from "../http/create-http-fetch";
import type { FeedGate } from "./create-feed-gate";
import { createFeedHealth } from "./create-feed-health";
import { decodeFeed } from "./decode-feed";
import type { FeedEntry } from "./feed-entry";
import { type FeedState, readFeedState, writeFeedState } from "./feed-state";
import { fetchFeed } from "./fetch-feed";
import { parseFeed } from "./parse-feed";
import { shortDigest } from "./short-digest";

const DEADLINE_MS = 5_000;

interface Reading {
  readonly entries: number;
  readonly harvest: Harvest;
}

/** A feed as a source of news. Entries are cleaned when they are taken, with a pause after each, so that nothing else is held up. */
export function createFeedSource({
  entry,
  fetch,
  gate,
  clock,
  warn,
  intervalMs,
}: {
  readonly entry: FeedEntry;
  readonly fetch: HttpFetch;
  readonly gate: FeedGate;
  readonly clock: Clock;
  readonly warn: Report;
  readonly intervalMs: number;
}): NewsSource {
  const key = `feed-${entry.slug}`;
  const home = entry.home ?? new URL(entry.url).origin;
  const hosts = hostsOf(entry);
  const health = createFeedHealth(clock, intervalMs);

  const read = async (known: FeedState, signal: AbortSignal): Promise<Outcome<Reading | null>> => {
    const fetched = await fetchFeed({ fetch, gate, url: entry.url, hosts, known, signal });
    if (!fetched.ok) return fetched;
    if (fetched.value === "unchanged") return { ok: true, value: null };
    const { bytes, contentType, etag, modified } = fetched.value;
    const digest = shortDigest(bytes);
    if (digest === known.digest) return { ok: true, value: null };
    const parsed = await parseFeed(decodeFeed(bytes, contentType), () => clock.pause());
    if (!parsed.ok) return parsed;
    const state = writeFeedState(entry.url, { etag, modified, digest });
    return { ok: true, value: { entries: parsed.value.length, harvest: harvestOf(parsed.value, state) } };
  };

  const harvestOf = (raw: readonly RawItem[], state: string): Harvest => {
    let unusable = 0;
    const portions = async function* (): AsyncGenerator<readonly FoundItem[]> {
      const items: FoundItem[] = [];
      for (const one of raw) {
        await clock.pause();
        const item = makeFoundItem({ ...one, outlet: one.outlet ?? entry.name }, { name: entry.name, base: home });
        if (item === null) unusable++;
        else items.push(item);
      }
      if (items.length > 0) yield items;
    };
    return { portions: portions(), state: () => state, unusable: () => unusable };
  };

  const note = (why: Failure): void => {
    if (health.failed(why)) warn("feed_failed", { feed: key, code: why.code, detail: why.detail, cause: why.cause });
  };

  return {
    key,
    name: entry.name,
    kind: "feed",
    home,
    licence: null,
    layout: `feed of an ${entry.kind}, in ${entry.language}`,
    sample: false,
    everyMs: intervalMs,
    async ask({ state, signal }) {
      const rest = health.resting();
      if (rest !== null) return { ok: false, error: rest };
      const outcome = await endWithin<Outcome<Reading | null>>(
        {
          signal,
          ms: DEADLINE_MS,
          late: failed("timed_out", { detail: "it took longer than 5 seconds" }),
          gone: failed("cancelled"),
        },
        (inTime) => read(readFeedState(entry.url, state), inTime),
      );
      if (!outcome.ok) {
        if (outcome.error.code !== "cancelled") note(outcome.error);
        return outcome;
      }
      health.succeeded(outcome.value?.entries ?? null);
      return { ok: true, value: outcome.value?.harvest ?? null };
    },
    look: health.look,
  };
}

/** The feed's own host, with and without "www.", and those that its entry names. */
function hostsOf({ url, alsoHosts }: FeedEntry): ReadonlySet<string> {
  const { hostname } = new URL(url);
  const bare = hostname.replace(/^www[.]/, "");
  return new Set([hostname, bare, `www.${bare}`, ...alsoHosts]);
}
