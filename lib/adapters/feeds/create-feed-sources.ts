import type { NewsSource } from "../../core/news/news-source";
import type { Clock, Report } from "../../core/ports";
import { createFeedGate } from "./create-feed-gate";
import { createFeedSource } from "./create-feed-source";
import { createGuardedFetch } from "./create-guarded-fetch";
import type { ResolveHost } from "./create-host-resolver";
import type { FeedEntry } from "./feed-entry";

/** The feeds of a list as sources of news. They share one guarded connection to the web; `close` ends all that is under way. */
export function createFeedSources({
  feeds,
  privateHosts,
  clock,
  warn,
  intervalMs,
  resolve,
}: {
  readonly feeds: readonly FeedEntry[];
  /** NEWS_PRIVATE_HOSTS: `host` or `host:port`. */
  readonly privateHosts: readonly string[];
  readonly clock: Clock;
  readonly warn: Report;
  readonly intervalMs: number;
  /** How names are resolved; by the system, unless a test says otherwise. */
  readonly resolve?: ResolveHost;
}): { readonly sources: readonly NewsSource[]; readonly close: () => Promise<void> } {
  const gate = createFeedGate(privateHosts);
  const { fetch, close } = createGuardedFetch({ gate, ...(resolve === undefined ? {} : { resolve }) });
  return {
    sources: feeds.map((entry) => createFeedSource({ entry, fetch, gate, clock, warn, intervalMs })),
    close,
  };
}
