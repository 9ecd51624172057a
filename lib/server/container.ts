import { setTimeout as setTimer } from "node:timers";
import { setImmediate, setTimeout } from "node:timers/promises";
import packageJson from "../../package.json" with { type: "json" };
import { createReadingCache } from "../adapters/cache/create-reading-cache";
import { createFileJobs, type FileJobsOptions } from "../adapters/jobs/create-file-jobs";
import { createRedisJobs } from "../adapters/jobs/create-redis-jobs";
import { guessLanguage } from "../adapters/language/guess-language";
import { createRateLimiter } from "../adapters/memory/create-rate-limiter";
import { availableMb } from "../adapters/process/available-mb";
import { watchProcess } from "../adapters/process/watch-process";
import { createSharedClosures } from "../adapters/redis/create-shared-closures";
import { createSharedRateLimiter } from "../adapters/redis/create-shared-rate-limiter";
import { createSharedTurns } from "../adapters/redis/create-shared-turns";
import { openRedis } from "../adapters/redis/open-redis";
import type { RatePolicy } from "../contracts/define-function";
import { functions } from "../contracts/functions";
import type { Jobs } from "../core/jobs/jobs";
import { createTextLook } from "../core/language/create-text-look";
import { resolveApiMode } from "../core/models/resolve-api-mode";
import type { Clock, EngineCheck, RateLimiter, Report } from "../core/ports";
import { type Admission, admissionSettings, createAdmission } from "../core/resilience/create-admission";
import { createProber } from "../core/resilience/create-prober";
import { createSlots, type Slots } from "../core/resilience/create-slots";
import { type PolicySettings, policySettings } from "../core/resilience/policy-settings";
import { createLastTier } from "../core/sentiment/create-last-tier";
import { createPaces } from "../core/stats/create-paces";
import type { StatsRecorder } from "../core/stats/create-stats-book";
import { createStudyShelf } from "../core/study/create-study-shelf";
import type { SentimentDeps } from "../services/analyze-sentiment";
import type { QuickDeps } from "../services/analyze-sentiment-quick";
import { checkNeural } from "../services/check-neural";
import { checkRemote } from "../services/check-remote";
import { checkNewsSources, checkSources } from "../services/check-sources";
import { checkStores } from "../services/check-stores";
import type { PricesDeps } from "../services/find-series";
import type { StudyDeps } from "../services/get-event-study";
import type { HealthDeps } from "../services/get-health";
import type { InfoDeps } from "../services/get-info";
import type { StatsDeps } from "../services/get-stats";
import { learnListings } from "../services/learn-listings";
import type { ModelsDeps } from "../services/list-models";
import type { NewsDeps } from "../services/news-deps";
import { readChunk } from "../services/read-chunk";
import { accountOf } from "./account-of";
import { createMarket } from "./create-market";
import { createNews } from "./create-news";
import { createReaders } from "./create-readers";
import { createReadiness, type Readiness } from "./create-readiness";
import { createRemoteTier } from "./create-remote-tier";
import { createStats } from "./create-stats";
import { describeStores } from "./describe-stores";
import { type Env, parseEnv } from "./env";
import { createLogger, describeError, type Logger } from "./logger";
import { openBudget } from "./open-budget";
import { wakeUp } from "./wake-up";

/** How much more often than sentiment the cheap functions may be asked. */
const READ_RATE_FACTOR = 5;

/** Neither its words nor its script tell: the library of languages must be asked. */
const FOREIGN = "el precio sube mucho hoy";
const JOBS_WAIT_MS = 20_000;
/** Of 32 MB each, and twice that while they are parsed. */
const MOST_LARGE_BODIES = 4;
const HOUR_MS = 3_600_000;
const MEGABYTE = 1_000_000;

export interface Container {
  readonly env: Env;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly limiters: Readonly<Record<RatePolicy, RateLimiter>>;
  /** Who may come in, and how many are inside. */
  readonly admission: Admission;
  /** Who may send a body of many megabytes now. */
  readonly largeBodies: Slots;
  readonly sentiment: SentimentDeps;
  /** The same, over the tiers that answer at once. */
  readonly quickSentiment: QuickDeps;
  readonly jobs: Jobs;
  readonly models: ModelsDeps;
  readonly prices: PricesDeps;
  readonly news: NewsDeps;
  readonly study: StudyDeps;
  readonly info: InfoDeps;
  readonly health: HealthDeps;
  readonly stats: StatsDeps;
  readonly readiness: Readiness;
  /** Takes note of what is served. */
  readonly recorder: StatsRecorder;
  /** Loads what the first person to ask would otherwise wait for. */
  warm(): Promise<void>;
  /** Writes what must outlive the process, in the moment in which it ends. */
  flushSync(): void;
  /** Writes the same, and lets go of connections. */
  close(): Promise<void>;
}

/** `more.policies` shortens waits in tests, `more.availableMb` takes memory away. */
export async function createContainer(
  env: Env,
  more: {
    readonly policies?: Partial<PolicySettings>;
    readonly logger?: Logger;
    readonly availableMb?: () => number;
  } = {},
): Promise<Container> {
  const logger = more.logger ?? createLogger(env.LOG_LEVEL, secretsOf(env));
  const clock: Clock = { now: () => performance.now(), wall: () => Date.now(), pause: () => setImmediate() };
  const startedAt = clock.now();
  const warn: Report = (event, fields) => logger.warn(event, fields);
  const report: Report = (event, { cause, ...fields }) => logger.error(event, { ...fields, ...describeError(cause) });
  const version = packageJson.version;

  const watched = watchProcess();
  const admission = createAdmission(admissionSettings, clock, (run) => void globalThis.setImmediate(run));
  const redis = env.REDIS_URL === undefined ? undefined : openRedis({ url: env.REDIS_URL, warn, clock });
  const figures = await createStats({ dir: env.DATA_DIR, redis, clock, warn });
  const { recorder, read } = figures;
  const cache = createReadingCache({ ttlS: env.CACHE_TTL_S, redis, clock });
  const mode = modeOf(env);
  const budget = await openBudget({ env, mode, redis, clock, warn });
  const remote = createRemoteTier({
    env,
    mode,
    clock,
    logger,
    cache,
    budget,
    recorder,
    turns: redis ? createSharedTurns(redis, clock) : undefined,
    closures: redis ? createSharedClosures({ link: redis, account: accountOf(env), clock }) : undefined,
    report,
    ...(more.policies ? { settings: more.policies } : {}),
  });

  const readers = await createReaders({ env, clock, warn, report, availableMb: more.availableMb ?? availableMb });
  const { lexical, lexicalCheck, local, embedded, neural } = readers;
  if (lexicalCheck.status !== "pass") logger.error("engine_check_failed", { engine: "lexical", ...lexicalCheck });
  const prober = createProber({
    targets: [...remote.targets, ...readers.targets],
    settings: { ...policySettings, ...more.policies },
    clock,
    after,
    report,
  });
  const checks = (): ReadonlyMap<string, EngineCheck> =>
    new Map([
      ...checkRemote(remote.look, clock.now(), prober.nextInMs),
      ...checkNeural(neural, clock.now(), prober.nextInMs),
      [lexical.key, lexicalCheck],
    ]);

  const last = createLastTier(lexical);
  const paces = createPaces();
  const quick = embedded === null ? [last] : [embedded.tier, last];
  const sentiment: SentimentDeps = {
    tiers: [remote.tier, ...(local ? [local.tier] : []), ...quick],
    silent: remote.look.specs.flatMap(({ key, id, unusable }) =>
      unusable === null ? [] : { key, id, reason: unusable.reason },
    ),
    look: createTextLook(readers.lexicon, guessLanguage),
    explainer: lexical,
    clock,
    report,
    answered: recorder.spoke,
    asked({ engine, outcome, ms }) {
      const code = outcome.ok ? null : outcome.error.code;
      recorder.asked(engine.engine, code ?? "ok", ms);
      if (outcome.ok) paces.note(engine.key, ms / Math.max(1, outcome.value.length));
      // Remote calls are counted where they are made: an answer from the cache is no call.
      if (engine.engine === "hf_inference_api") return;
      recorder.attempted({ model: engine.key, attempt: 0, outcome: code ?? "answered", ms });
    },
  };
  const jobsOptions = {
    async read(texts, options, signal) {
      const reading = await readChunk({ deps: sentiment, texts, options, signal });
      if (reading.ok) logger.debug("job_chunk_read", { texts: texts.length });
      return reading;
    },
    warn,
    clock,
    keepMs: env.JOBS_KEEP_H * HOUR_MS,
    mostBytes: env.JOBS_MAX_MB * MEGABYTE,
  } satisfies Omit<FileJobsOptions, "dir">;
  const jobs =
    (env.REDIS_URL === undefined ? null : createRedisJobs({ ...jobsOptions, url: env.REDIS_URL })) ??
    createFileJobs({ ...jobsOptions, dir: env.DATA_DIR });
  const market = createMarket({ env, clock, warn });
  const prices: PricesDeps = { sources: market.sources, clock };
  const news = await createNews({
    env,
    clock,
    warn,
    redis,
    // Its own tiers: what people ask shall find the budget of the remote one untouched.
    sentiment: { ...sentiment, tiers: [...(local ? [local.tier] : []), ...quick], silent: [], answered: undefined },
    coins: {
      symbols: () => market.sources.flatMap((source) => source.known().map(({ symbol }) => symbol)),
      ask: (signal) => learnListings(market.sources, signal),
    },
    datasets: market.newsDatasets,
  });
  const perMinute = {
    sentiment: env.RATE_LIMIT_PER_MINUTE,
    read: env.RATE_LIMIT_PER_MINUTE * READ_RATE_FACTOR,
  } as const satisfies Record<RatePolicy, number>;
  const limiterOf = (name: RatePolicy): RateLimiter => {
    const own = createRateLimiter(perMinute[name]);
    return redis ? createSharedRateLimiter({ link: redis, name, perMinute: perMinute[name], own, clock }) : own;
  };
  return {
    env,
    logger,
    clock,
    admission,
    largeBodies: createSlots(MOST_LARGE_BODIES),
    limiters: { sentiment: limiterOf("sentiment"), read: limiterOf("read") },
    sentiment,
    quickSentiment: {
      ...sentiment,
      tiers: [...(embedded ? [embedded.tier] : []), ...(local ? [local.tier] : []), last],
      answered: (_, ...spoken) => recorder.spoke("quick", ...spoken),
      paceOf: paces.of,
    },
    jobs,
    prices,
    news: news.deps,
    study: { ...news.study, prices, studies: createStudyShelf(), clock },
    models: { remote: remote.look, neural, local: [lexical], checks, read },
    info: {
      version,
      environment: env.SPACE_ID === undefined ? "local" : "space",
      tiers: sentiment.tiers,
      local: [...neural.map(({ engine }) => engine), lexical],
      remote: remote.look,
      checks,
      limits: { sentimentPerMinute: perMinute.sentiment, readPerMinute: perMinute.read },
    },
    health: {
      version,
      clock,
      startedAt,
      checks,
      sources: () => new Map([...checkSources(market.sources, clock), ...checkNewsSources(news.deps.sources, clock)]),
      stores: () =>
        checkStores(
          describeStores({ redis, files: [budget.look(), ...figures.files()], jobs: jobs.store(), news: news.store() }),
          clock.now(),
        ),
    },
    readiness: createReadiness(lexicalCheck),
    recorder,
    stats: {
      clock,
      startedAt,
      read,
      functions: functions.map(({ name }) => name),
      remote: remote.look,
      load() {
        const { inFlight, waiting } = admission.look();
        const { loopDelayP50Ms, loopDelayP99Ms, rssMb } = watched.look();
        return {
          in_flight: inFlight,
          waiting,
          loop_delay_p50_ms: loopDelayP50Ms,
          loop_delay_p99_ms: loopDelayP99Ms,
          rss_mb: rssMb,
        };
      },
      cache: () => ({ levels: [...cache.levels()], detail: cache.state() }),
      budget: () => ({ ...budget.snapshot(), persisted: budget.persisted() }),
    },
    async warm() {
      const loaded = Promise.all([...neural.map(({ engine }) => wakeUp(engine)), sentiment.look?.(FOREIGN)]);
      // A job of an earlier process is best read by the models, but not for want of one that takes minutes to fetch.
      await Promise.race([loaded, setTimeout(JOBS_WAIT_MS, undefined, { ref: false })]);
      await jobs.start();
      news.start();
      await loaded;
    },
    flushSync() {
      budget.flushSync();
      figures.flushSync();
    },
    async close() {
      prober.stop();
      watched.close();
      // First: what a closing model no longer reads is not to be read by the next one instead.
      await Promise.all([jobs.close(), news.close()]);
      readers.close();
      await Promise.all([budget.close(), figures.close(), remote.close(), market.close()]);
      redis?.close();
    },
  };
}

const after = (ms: number, work: () => void): (() => void) => {
  const timer = setTimer(work, ms).unref();
  return () => clearTimeout(timer);
};

const modeOf = (env: Env) =>
  resolveApiMode({
    useApi: env.USE_HF_API,
    mode: env.HF_MODE,
    token: env.HF_TOKEN,
    inSpace: env.SPACE_ID !== undefined,
  });

/** What must never stand in a log line, wherever it came from. */
const secretsOf = (env: Env): string[] => [env.HF_TOKEN, env.REDIS_URL].flatMap((secret) => secret ?? []);

// Next bundles each route apart; what must exist once in the process hangs on globalThis.
const shared: typeof globalThis & { barometerContainer?: Promise<Container> } = globalThis;

/** The one container of this process, made from the environment at the first call. */
export function getContainer(): Promise<Container> {
  shared.barometerContainer ??= createContainer(parseEnv(process.env));
  return shared.barometerContainer;
}
