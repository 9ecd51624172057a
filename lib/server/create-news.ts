import { join } from "node:path";
import { setTimeout as setTimer } from "node:timers";
import { createNewsArchive } from "../adapters/duckdb/create-news-archive";
import { createFeedSources } from "../adapters/feeds/create-feed-sources";
import { readFeedList } from "../adapters/feeds/read-feed-list";
import { createNewsFolder } from "../adapters/news-folder/create-news-folder";
import { createNewsRelay } from "../adapters/redis/create-news-relay";
import type { RedisLink } from "../adapters/redis/open-redis";
import type { Outcome } from "../core/failure";
import { createNewsRounds } from "../core/news/create-news-rounds";
import { createStandingArchive } from "../core/news/create-standing-archive";
import { createStoryFinder } from "../core/news/create-story-finder";
import { listKnownCoins } from "../core/news/list-known-coins";
import type { ArchiveCounts, NewsArchive } from "../core/news/news-archive";
import type { NewsItem } from "../core/news/news-item";
import type { NewsSource } from "../core/news/news-source";
import { noRelay } from "../core/news/no-relay";
import { createSampleNews } from "../core/news/sample/create-sample-news";
import { createCoinTagger } from "../core/news/tag-coins";
import type { Clock, Report, StoreLook } from "../core/ports";
import type { SentimentDeps } from "../services/analyze-sentiment";
import { describeArchive } from "../services/describe-archive";
import { followNews } from "../services/follow-news";
import type { StudyDeps } from "../services/get-event-study";
import { type IngestDeps, ingestNews } from "../services/ingest-news";
import type { NewsDeps } from "../services/news-deps";
import { scoreNews } from "../services/score-news";
import type { Env } from "./env";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Stories that are still told: their members are remembered from before a restart. */
const REMEMBERED_MS = 10 * 24 * HOUR_MS;
const MOST_REMEMBERED = 50_000;
const MOST_SYMBOLS = 10_000;
/** How often it looks whether there are more. */
const LOOK_MS = 5_000;

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
  /** Symbols of which there are prices. */
  readonly symbols: () => readonly string[];
  readonly datasets: readonly NewsSource[];
}

/** Puts together where news comes from and where it is kept. Nothing is opened and nobody asked yet. Throws where the list of feeds cannot be used. */
export async function createNews(options: NewsOptions): Promise<News> {
  const { env, clock, warn } = options;
  const sample = createSampleNews({ clock });
  const feeds = env.USE_NEWS_FEEDS ? await openFeeds(options) : null;
  const folder = env.NEWS_DIR === undefined ? [] : [createNewsFolder({ dir: env.NEWS_DIR, clock, warn })];
  const sources = [...(feeds?.sources ?? []), ...folder, ...options.datasets];

  const tagger = createTagger(options.symbols, clock);

  const openArchive = (path: string): NewsArchive =>
    createNewsArchive({ path, maxItems: env.NEWS_MAX_ITEMS, clock, warn });
  const real = createStandingArchive({
    file: openArchive(join(/* turbopackIgnore: true */ env.DATA_DIR, "news", "archive.duckdb")),
    openMemory: () => openArchive(":memory:"),
    clock,
    warn,
  });
  const relay = options.redis ? createNewsRelay(options.redis) : noRelay;
  const room = (archive: NewsArchive, kept: (items: readonly NewsItem[]) => void) =>
    createRoom({
      archive,
      kept,
      clock,
      warn,
      tag: (text) => tagger.now().tag(text),
      sentiment: options.sentiment,
    });
  const realRoom = room(real, (items) => void relay.publish(items));
  const sampleRoom = room(openArchive(":memory:"), () => {});

  let latest: ReadonlyMap<string, number> | null = null;
  let sampleAt: number | null = null;
  let filling: Promise<Outcome<unknown>> | null = null;
  /** Made up to this hour, once; who asks meanwhile waits only where there is nothing yet. */
  const fillSample = async (): Promise<void> => {
    const hour = Math.floor(clock.wall() / HOUR_MS);
    if (sampleAt === hour) return;
    filling ??= sampleRoom.ingest(sample, never).finally(() => {
      filling = null;
    });
    const wait = filling.then(({ ok }) => {
      if (ok) sampleAt = hour;
    });
    if (sampleAt === null) await wait;
  };

  const rounds = createNewsRounds({
    sources,
    relay,
    ingest: realRoom.ingest,
    follow: (signal) => followNews({ relay, archive: real, kept: realRoom.forget, stories: realRoom.stories, signal }),
    clock,
    after(ms, work) {
      const timer = setTimer(work, ms).unref();
      return () => clearTimeout(timer);
    },
    warn,
  });

  const deps: NewsDeps = {
    sources: [...sources, sample],
    symbols: () => tagger.now().symbols,
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
      return { ok: true, value: { archive: sampleRoom.archive, sample: true, counts: made.value } };
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
      await rounds.stop();
      await feeds?.close();
      await filling;
      await Promise.all([real.close(), sampleRoom.archive.close()]);
    },
  };
}

async function openFeeds({ env, clock, warn }: NewsOptions) {
  const feeds = await readFeedList(env.NEWS_FEEDS);
  if (!feeds.ok) throw new Error(feeds.error.detail);
  const intervalMs = env.NEWS_INTERVAL_MIN * MINUTE_MS;
  return createFeedSources({ feeds: feeds.value, privateHosts: env.NEWS_PRIVATE_HOSTS, clock, warn, intervalMs });
}

/** Knows the coins of which there are prices. Their sources may come to know more; what was known is not forgotten while one is away. */
function createTagger(symbolsNow: () => readonly string[], clock: Pick<Clock, "now">) {
  const seen = new Set<string>();
  const make = () => {
    const coins = listKnownCoins([...seen]);
    return { symbols: coins.map(({ symbol }) => symbol), tag: createCoinTagger(coins) };
  };
  let made = make();
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    now() {
      if (clock.now() - lookedAt < LOOK_MS) return made;
      lookedAt = clock.now();
      const count = seen.size;
      for (const symbol of symbolsNow()) if (seen.size < MOST_SYMBOLS) seen.add(symbol);
      if (seen.size > count) made = make();
      return made;
    },
  };
}

/** An archive with what is needed to add to it. */
function createRoom(
  options: Pick<IngestDeps, "archive" | "tag" | "clock" | "warn" | "kept"> & { readonly sentiment: SentimentDeps },
) {
  const { archive, clock } = options;
  const stories = createStoryFinder();
  let counts: Promise<Outcome<ArchiveCounts>> | null = null;
  let remembered: Promise<void> | null = null;
  const forget = (): void => {
    counts = null;
  };
  const remember = async (signal: AbortSignal): Promise<void> => {
    const members = await archive.members(clock.wall() - REMEMBERED_MS, MOST_REMEMBERED, signal);
    if (!members.ok) {
      remembered = null;
      return;
    }
    for (const [at, member] of members.value.entries()) {
      stories.add(member);
      if (at % 500 === 499) await clock.pause();
    }
  };
  const deps: IngestDeps = {
    ...options,
    stories,
    score: (texts, signal) => scoreNews(options.sentiment, texts, signal),
    kept(items) {
      forget();
      options.kept(items);
    },
  };
  return {
    archive,
    stories,
    forget,
    /** Asked once for all who want to know. */
    counts(): Promise<Outcome<ArchiveCounts>> {
      counts ??= archive.counts(never);
      const asked = counts;
      // A failure is asked anew.
      void asked.then(({ ok }) => {
        if (!ok && counts === asked) counts = null;
      });
      return asked;
    },
    async ingest(source: NewsSource, signal: AbortSignal) {
      remembered ??= remember(signal);
      await remembered;
      return ingestNews(deps, source, signal);
    },
  };
}

const never = new AbortController().signal;
