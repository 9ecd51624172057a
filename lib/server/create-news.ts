import { join } from "node:path";
import { setTimeout as setTimer } from "node:timers";
import { createNewsArchive } from "../adapters/duckdb/create-news-archive";
import { createFeedSources } from "../adapters/feeds/create-feed-sources";
import { readFeedList } from "../adapters/feeds/read-feed-list";
import { createNewsFolder } from "../adapters/news-folder/create-news-folder";
import { createNewsRelay } from "../adapters/redis/create-news-relay";
import type { RedisLink } from "../adapters/redis/open-redis";
import { createNewsRounds } from "../core/news/create-news-rounds";
import { createPatientRelay } from "../core/news/create-patient-relay";
import { createStandingArchive } from "../core/news/create-standing-archive";
import type { KeptOfSource, NewsArchive } from "../core/news/news-archive";
import type { NewsSource } from "../core/news/news-source";
import { noRelay } from "../core/news/no-relay";
import { createSampleNews } from "../core/news/sample/create-sample-news";
import type { Clock, Report, StoreLook } from "../core/ports";
import type { SentimentDeps } from "../services/analyze-sentiment";
import { describeArchive } from "../services/describe-archive";
import type { StudyDeps } from "../services/get-event-study";
import type { NewsDeps } from "../services/news-deps";
import { createCoinKnowledge } from "./create-coin-knowledge";
import { createNewsRoom } from "./create-news-room";
import type { Env } from "./env";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface News {
  readonly deps: NewsDeps;
  readonly study: Pick<StudyDeps, "newsNow">;
  readonly store: () => StoreLook;
  start(): void;
  close(): Promise<void>;
}

export interface NewsOptions {
  readonly env: Env;
  readonly clock: Clock;
  readonly warn: Report;
  readonly redis: RedisLink | null | undefined;
  readonly sentiment: SentimentDeps;
  /** Symbols of which there are prices: what is known, and how to learn more. */
  readonly coins: Omit<Parameters<typeof createCoinKnowledge>[0], "clock">;
  readonly datasets: readonly NewsSource[];
  /** Hears that a source was asked: it may be in another state. */
  readonly asked: () => void;
}

/** Puts together where news comes from and where it is kept. Nothing is opened and nobody asked yet. Throws where the list of feeds cannot be used. */
export async function createNews(options: NewsOptions): Promise<News> {
  const { env, clock, warn } = options;
  const sample = createSampleNews({ clock });
  const feeds = env.USE_NEWS_FEEDS ? await openFeeds(options) : null;
  const folder = env.NEWS_DIR === undefined ? [] : [createNewsFolder({ dir: env.NEWS_DIR, clock, warn })];
  const sources = [...(feeds?.sources ?? []), ...folder, ...options.datasets];

  const coins = createCoinKnowledge({ ...options.coins, clock });
  const ending = new AbortController();

  const openArchive = (path: string): NewsArchive =>
    createNewsArchive({ path, maxItems: env.NEWS_MAX_ITEMS, clock, warn });
  const real = createStandingArchive({
    file: openArchive(join(/* turbopackIgnore: true */ env.DATA_DIR, "news", "archive.duckdb")),
    openMemory: () => openArchive(":memory:"),
    clock,
    warn,
    switched() {
      realRoom.reset();
      rounds.again();
    },
  });
  const relay = options.redis
    ? createPatientRelay(createNewsRelay(options.redis), (items) => warn("news_not_told", { items }))
    : noRelay;
  const common = { clock, warn, tag: coins.tag, sentiment: options.sentiment };
  const realRoom = createNewsRoom({
    ...common,
    archive: real,
    now: real.now,
    kept: (items) => void relay.publish(items),
  });
  const sampleArchive = openArchive(":memory:");
  const sampleRoom = createNewsRoom({ ...common, archive: sampleArchive, now: async () => sampleArchive, kept() {} });

  let latest: ReadonlyMap<string, KeptOfSource> | null = null;
  /** So that `datasets` knows it before anybody has asked for news. Counted once in two seconds, whoever asks. */
  const recount = async (): Promise<void> => {
    const counts = await realRoom.counts();
    if (counts.ok && counts.value.items > 0) latest = counts.value.bySource;
  };
  let filled: number | null = null;
  let filling: Promise<void> | null = null;
  const fill = async (hour: number): Promise<void> => {
    const made = await sampleRoom.ingest(sample, ending.signal);
    if (made.ok) filled = hour;
  };
  /** Made up to this hour, once; who asks meanwhile waits only where there is nothing yet. */
  const fillSample = async (): Promise<void> => {
    const hour = Math.floor(clock.wall() / HOUR_MS);
    if (filled === hour) return;
    filling ??= fill(hour).finally(() => {
      filling = null;
    });
    if (filled === null) await filling;
  };

  const rounds = createNewsRounds({
    sources,
    relay,
    async ingest(source, signal) {
      // News is tagged when it comes in, and never again.
      await coins.learn(signal);
      const ingested = await realRoom.ingest(source, signal);
      options.asked();
      await recount();
      return ingested;
    },
    async follow(signal) {
      const followed = await realRoom.follow(relay, signal);
      await recount();
      return followed;
    },
    clock,
    after(ms, work) {
      const timer = setTimer(work, ms).unref();
      return () => clearTimeout(timer);
    },
    warn,
  });

  const deps: NewsDeps = {
    sources: [...sources, sample],
    symbols: coins.symbols,
    clock,
    siteUrl: env.SITE_URL?.replace(/\/$/, "") ?? `http://${env.HOST}:${env.PORT}`,
    kept: () => latest,
    async room() {
      const counts = await realRoom.counts();
      if (!counts.ok) return counts;
      latest = counts.value.bySource;
      if (counts.value.items > 0) return { ok: true, value: { archive: real, sample: false, counts: counts.value } };
      await fillSample();
      const made = await sampleRoom.counts();
      if (!made.ok) return made;
      latest = made.value.bySource;
      return { ok: true, value: { archive: sampleArchive, sample: true, counts: made.value } };
    },
  };
  return {
    deps,
    study: {
      async newsNow() {
        const now = await deps.room();
        return now.ok
          ? { ok: true, value: { archive: now.value.archive, row: describeArchive(deps, now.value) } }
          : now;
      },
    },
    store: real.store,
    start() {
      if (sources.some((source) => source.look().state !== "off") || options.redis) rounds.start();
    },
    async close() {
      ending.abort();
      await rounds.stop();
      await feeds?.close();
      await filling;
      await Promise.all([real.close(), sampleArchive.close()]);
    },
  };
}

async function openFeeds({ env, clock, warn }: NewsOptions) {
  const feeds = await readFeedList(env.NEWS_FEEDS);
  if (!feeds.ok) throw new Error(feeds.error.detail);
  const intervalMs = env.NEWS_INTERVAL_MIN * MINUTE_MS;
  return createFeedSources({ feeds: feeds.value, privateHosts: env.NEWS_PRIVATE_HOSTS, clock, warn, intervalMs });
}
