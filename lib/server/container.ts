import { join, resolve } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import packageJson from "../../package.json" with { type: "json" };
import { createReadingCache } from "../adapters/cache/create-reading-cache";
import { openLedgerFile } from "../adapters/files/create-ledger-file";
import { createFileJobs, type FileJobsOptions } from "../adapters/jobs/create-file-jobs";
import { createRedisJobs } from "../adapters/jobs/create-redis-jobs";
import { createRateLimiter } from "../adapters/memory/create-rate-limiter";
import { createProcessPool, type ProcessPool } from "../adapters/onnx-node/create-process-pool";
import { openRedis } from "../adapters/redis/open-redis";
import type { RatePolicy } from "../contracts/define-function";
import { createBudget } from "../core/budget/create-budget";
import type { Jobs } from "../core/jobs/jobs";
import { resolveApiMode } from "../core/models/resolve-api-mode";
import { EMBEDDED_FOLDER } from "../core/neural/embedded-spec";
import type { Clock, EngineCheck, RateLimiter, Reading, Report, SentimentEngine } from "../core/ports";
import type { PolicySettings } from "../core/resilience/policy-settings";
import { createLastTier } from "../core/sentiment/create-last-tier";
import { createLexicalEngine } from "../core/sentiment/lexical/create-lexical-engine";
import { parseLexicon } from "../core/sentiment/lexical/lexicon";
import lexiconJson from "../core/sentiment/lexical/lexicon.json" with { type: "json" };
import { createLexicalReader } from "../core/sentiment/lexical/read-lexical";
import { createTally } from "../core/stats/create-tally";
import type { SentimentDeps } from "../services/analyze-sentiment";
import { checkEngine } from "../services/check-engine";
import { checkNeural } from "../services/check-neural";
import { checkRemote } from "../services/check-remote";
import type { HealthDeps } from "../services/get-health";
import type { InfoDeps } from "../services/get-info";
import type { StatsDeps } from "../services/get-stats";
import type { ModelsDeps } from "../services/list-models";
import { readChunk } from "../services/read-chunk";
import { createEmbeddedTier } from "./create-embedded-tier";
import { createLocalTier } from "./create-local-tier";
import { createRemoteTier } from "./create-remote-tier";
import { type Env, parseEnv } from "./env";
import { createLogger, describeError, type Logger } from "./logger";

/** How much more often than sentiment the cheap functions may be asked. */
const READ_RATE_FACTOR = 5;

/** From the folder that the server is started in: the project's, or the built app's. */
const READER_SCRIPT = "lib/adapters/onnx-node/reader-process.mjs";
const MOST_WAITING_JOBS = 64;
const WARM_AGAIN_MS = 200;
/** For the embedded model: a machine that is overrun takes its time. For others: half a gigabyte over a slow line. */
const LOAD_MS = 60_000;
const FETCH_MS = 20 * 60_000;
const JOBS_WAIT_MS = 20_000;
const HOUR_MS = 3_600_000;
const MEGABYTE = 1_000_000;

export interface Container {
  readonly env: Env;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly limiters: Readonly<Record<RatePolicy, RateLimiter>>;
  readonly sentiment: SentimentDeps;
  /** The same, over the tiers that answer at once. */
  readonly quickSentiment: SentimentDeps;
  readonly jobs: Jobs;
  readonly models: ModelsDeps;
  readonly info: InfoDeps;
  readonly health: HealthDeps;
  readonly stats: StatsDeps;
  /** Loads what the first person to ask would otherwise wait for. */
  warm(): Promise<void>;
  /** Writes what must outlive the process, in the moment in which it ends. */
  flushSync(): void;
  /** Writes the same, and lets go of connections. */
  close(): Promise<void>;
}

/** `more.policies` shortens waits in tests. */
export async function createContainer(
  env: Env,
  more: { readonly policies?: Partial<PolicySettings>; readonly logger?: Logger } = {},
): Promise<Container> {
  const logger = more.logger ?? createLogger(env.LOG_LEVEL, secretsOf(env));
  const clock: Clock = { now: () => performance.now(), wall: () => Date.now(), pause: () => setImmediate() };
  const startedAt = clock.now();
  const warn: Report = (event, fields) => logger.warn(event, fields);
  const report: Report = (event, { cause, ...fields }) => logger.error(event, { ...fields, ...describeError(cause) });
  const version = packageJson.version;

  const tally = createTally();
  const redis = env.REDIS_URL === undefined ? undefined : openRedis({ url: env.REDIS_URL, warn, clock });
  const cache = createReadingCache({ ttlS: env.CACHE_TTL_S, redis, clock });
  const mode = modeOf(env);
  const ledger = openLedgerFile({ dir: env.DATA_DIR, warn, clock });
  const budget = createBudget({
    limits: limitsOf(env),
    clock,
    // Nothing is written where nothing can be spent: the folder is made by reading from it.
    saved: mode.state === "auth" || mode.state === "public" ? await ledger.load() : null,
    changed: ledger.save,
  });
  const remote = createRemoteTier({
    env,
    mode,
    clock,
    logger,
    cache,
    budget,
    tally,
    report,
    ...(more.policies ? { settings: more.policies } : {}),
  });

  const lexicon = parseLexicon(lexiconJson);
  const readLexical = createLexicalReader(lexicon);
  const lexical = createLexicalEngine(lexicon, readLexical);
  const lexicalCheck = await checkEngine(lexical, clock, new AbortController().signal);
  if (lexicalCheck.status !== "pass") logger.error("engine_check_failed", { engine: "lexical", ...lexicalCheck });

  // A model of someone else may hang, crash or take all there is; the embedded one has processes of its own.
  const pools: ProcessPool[] = [];
  const newPool = (loadMs: number, variables: readonly string[]): ProcessPool => {
    const pool = createProcessPool({ ...poolSettings(env), loadMs, variables }, clock, warn);
    pools.push(pool);
    return pool;
  };
  const readPlain = (text: string): Reading => readLexical(text, { explain: false });
  const local = createLocalTier({
    env,
    newPool: () => newPool(FETCH_MS, ["HF_TOKEN"]),
    clock,
    report,
    readLexical: readPlain,
  });
  const embedded =
    env.EMBEDDED_MODEL === "off"
      ? null
      : await createEmbeddedTier({
          folder: resolve(join(env.MODELS_DIR, EMBEDDED_FOLDER)),
          dtype: env.EMBEDDED_MODEL,
          pool: newPool(LOAD_MS, []),
          report,
          lanes: env.LOCAL_PROCESSES,
          clock,
          readLexical: readPlain,
        });
  const neural = [...(local?.looks ?? []), ...(embedded ? [embedded.look] : [])];
  const checks = (): ReadonlyMap<string, EngineCheck> =>
    new Map([
      ...checkRemote(remote.look, clock.now()),
      ...checkNeural(neural, clock.now()),
      [lexical.key, lexicalCheck],
    ]);

  const last = createLastTier(lexical);
  const quick = embedded === null ? [last] : [embedded.tier, last];
  const sentiment: SentimentDeps = {
    tiers: [remote.tier, ...(local ? [local.tier] : []), ...quick],
    silent: remote.look.specs.flatMap(({ key, id, unusable }) =>
      unusable === null ? [] : { key, id, reason: unusable.reason },
    ),
    explainer: lexical,
    clock,
    report,
    answered: tally.answered,
    // Remote calls are counted where they are made: an answer from the cache is no call.
    asked({ engine, outcome, ms }) {
      if (engine.engine === "hf_inference_api") return;
      tally.attempted({ model: engine.key, attempt: 0, outcome: outcome.ok ? "answered" : outcome.error.code, ms });
    },
  };
  const jobsOptions = {
    read: (texts, options, signal) => readChunk({ deps: sentiment, texts, options, signal }),
    warn,
    clock,
    keepMs: env.JOBS_KEEP_H * HOUR_MS,
    mostBytes: env.JOBS_MAX_MB * MEGABYTE,
  } satisfies Omit<FileJobsOptions, "dir">;
  const jobs =
    (env.REDIS_URL === undefined ? null : createRedisJobs({ ...jobsOptions, url: env.REDIS_URL })) ??
    createFileJobs({ ...jobsOptions, dir: env.DATA_DIR });
  const perMinute = {
    sentiment: env.RATE_LIMIT_PER_MINUTE,
    read: env.RATE_LIMIT_PER_MINUTE * READ_RATE_FACTOR,
  } as const satisfies Record<RatePolicy, number>;
  return {
    env,
    logger,
    clock,
    limiters: { sentiment: createRateLimiter(perMinute.sentiment), read: createRateLimiter(perMinute.read) },
    sentiment,
    quickSentiment: { ...sentiment, tiers: quick },
    jobs,
    models: { remote: remote.look, neural, local: [lexical], checks, tally },
    info: {
      version,
      environment: env.SPACE_ID === undefined ? "local" : "space",
      local: [...neural.map(({ engine }) => engine), lexical],
      remote: remote.look,
      checks,
      limits: { sentimentPerMinute: perMinute.sentiment, readPerMinute: perMinute.read },
    },
    health: { version, clock, startedAt, checks },
    stats: {
      clock,
      startedAt,
      tally,
      remote: remote.look,
      cache: () => ({ levels: [...cache.levels()], detail: cache.state() }),
      budget: () => ({ ...budget.snapshot(), persisted: ledger.persisted() }),
    },
    async warm() {
      const loaded = Promise.all(neural.map(({ engine }) => warmUp(engine)));
      // A job of an earlier process is best read by the models, but not for want of one that takes minutes to fetch.
      await Promise.race([loaded, setTimeout(JOBS_WAIT_MS, undefined, { ref: false })]);
      await jobs.start();
      await loaded;
    },
    flushSync: ledger.flushSync,
    async close() {
      // Before the models go: what they no longer read shall not be read by lesser ones.
      await jobs.close();
      for (const pool of pools) pool.close();
      await Promise.all([ledger.flush(), remote.close()]);
      redis?.close();
    },
  };
}

/** Asks until it is loaded, or says why it cannot be. */
async function warmUp(engine: SentimentEngine): Promise<void> {
  const { signal } = new AbortController();
  for (;;) {
    const read = await engine.read({ texts: ["gm"], category: "crypto", explain: false, useCache: false, signal });
    if (read.ok || read.error.code !== "loading") return;
    await setTimeout(WARM_AGAIN_MS);
  }
}

const poolSettings = (env: Env) => ({
  script: resolve(READER_SCRIPT),
  size: env.LOCAL_PROCESSES,
  idleMs: env.LOCAL_IDLE_S * 1000,
  mostMb: env.LOCAL_MEMORY_MB,
  mostWaiting: MOST_WAITING_JOBS,
});

const modeOf = (env: Env) =>
  resolveApiMode({
    useApi: env.USE_HF_API,
    mode: env.HF_MODE,
    token: env.HF_TOKEN,
    inSpace: env.SPACE_ID !== undefined,
  });

const limitsOf = (env: Env) => ({
  requestsPerMinute: env.HF_REQUESTS_PER_MINUTE,
  requestsPerDay: env.HF_REQUESTS_PER_DAY,
  requestsPerMonth: env.HF_REQUESTS_PER_MONTH,
  creditsUsdPerDay: env.HF_CREDITS_USD_PER_DAY,
  creditsUsdPerMonth: env.HF_CREDITS_USD_PER_MONTH,
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
