import { setTimeout as setTimer } from "node:timers";
import { setImmediate, setTimeout } from "node:timers/promises";
import evaluationJson from "../../models/barometer-sentiment/results/evaluation.json" with { type: "json" };
import packageJson from "../../package.json" with { type: "json" };
import { createReadingCache } from "../adapters/cache/create-reading-cache";
import { guessLanguage } from "../adapters/language/guess-language";
import { availableMb } from "../adapters/process/available-mb";
import { watchProcess } from "../adapters/process/watch-process";
import { createSharedClosures } from "../adapters/redis/create-shared-closures";
import { createSharedTurns } from "../adapters/redis/create-shared-turns";
import { openRedis } from "../adapters/redis/open-redis";
import { evaluationSchema } from "../contracts/evaluation";
import { functions } from "../contracts/functions";
import { createStreamDoor } from "../core/gradio/create-stream-door";
import { createTextLook } from "../core/language/create-text-look";
import { resolveApiMode } from "../core/models/resolve-api-mode";
import type { Clock, EngineCheck, Report } from "../core/ports";
import { admissionSettings, createAdmission } from "../core/resilience/create-admission";
import { createProber } from "../core/resilience/create-prober";
import { type PolicySettings, policySettings } from "../core/resilience/policy-settings";
import { createLastTier } from "../core/sentiment/create-last-tier";
import { createPaces } from "../core/stats/create-paces";
import type { StatsRecorder } from "../core/stats/create-stats-book";
import { createStudyShelf } from "../core/study/create-study-shelf";
import type { SentimentDeps } from "../services/analyze-sentiment";
import { checkNeural } from "../services/check-neural";
import { checkRemote } from "../services/check-remote";
import { checkNewsSources, checkSources } from "../services/check-sources";
import { checkStores } from "../services/check-stores";
import type { PricesDeps } from "../services/find-series";
import type { HealthDeps } from "../services/get-health";
import type { StatsDeps } from "../services/get-stats";
import { learnListings } from "../services/learn-listings";
import type { ModelsDeps } from "../services/list-models";
import { accountOf } from "./account-of";
import type { Container } from "./container-shape";
import { createLimiters } from "./create-limiters";
import { createMarket } from "./create-market";
import { createNews } from "./create-news";
import { createOverview, type OverviewRoom } from "./create-overview";
import { createReaders } from "./create-readers";
import { createReadiness } from "./create-readiness";
import { createRemoteTier } from "./create-remote-tier";
import { createStats } from "./create-stats";
import { describeLoad } from "./describe-load";
import { describeStores } from "./describe-stores";
import { type Env, parseEnv } from "./env";
import { createGradioRoom } from "./gradio/create-gradio-room";
import { createLogger, describeError, type Logger } from "./logger";
import { openBudget } from "./open-budget";
import { openFlags } from "./open-flags";
import { openJobs } from "./open-jobs";
import { openTrace } from "./open-trace";
import { sampleProcess } from "./sample-process";
import { wakeUp } from "./wake-up";

export type { Container } from "./container-shape";

const evaluation = evaluationSchema.parse(evaluationJson);

/** Neither its words nor its script tell: the library of languages must be asked. */
const FOREIGN = "el precio sube mucho hoy";
const JOBS_WAIT_MS = 20_000;
/** Of 32 MB each, and twice that while they are parsed. */
const MOST_LARGE_BODIES = 4;

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
  const trace = await openTrace({ env, version, warn });

  const watched = watchProcess();
  const admission = createAdmission(admissionSettings, clock, (run) => void globalThis.setImmediate(run));
  const redis = env.REDIS_URL === undefined ? undefined : openRedis({ url: env.REDIS_URL, warn, clock });
  const figures = await createStats({ dir: env.DATA_DIR, redis, clock, warn });
  const { read } = figures;
  let overview: OverviewRoom | null = null;
  const recorder: StatsRecorder = {
    ...figures.recorder,
    // Whatever was asked may have changed its state.
    attempted(event) {
      figures.recorder.attempted(event);
      overview?.soon();
    },
  };
  const cache = createReadingCache({ ttlS: env.CACHE_TTL_S, redis, clock });
  const mode = modeOf(env);
  const budget = await openBudget({ env, mode, redis, clock, warn });
  const stopSampling = sampleProcess({ figures, watched, budget: budget.snapshot, after });
  const remote = createRemoteTier({
    env,
    mode,
    clock,
    logger,
    cache,
    budget,
    recorder,
    trace,
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
      const facts = { "barometer.engine": engine.engine, "barometer.model": engine.key };
      trace.past({ name: `ask ${engine.engine}`, ms, facts, error: code });
      if (outcome.ok) paces.note(engine.key, ms / Math.max(1, outcome.value.length));
      // Remote calls are counted where they are made: an answer from the cache is no call.
      if (engine.engine === "hf_inference_api") return;
      recorder.attempted({ model: engine.key, attempt: 0, outcome: code ?? "answered", ms });
    },
  };
  const jobs = openJobs({ env, clock, warn, debug: (event, fields) => logger.debug(event, fields), sentiment, trace });
  const flags = openFlags({ env, clock, warn });
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
    asked: () => overview?.soon(),
  });
  const gradio = createGradioRoom({ clock, after, dir: env.DATA_DIR, warn });
  const { limiters, perMinute } = createLimiters({ env, redis, clock });
  const stores = () =>
    describeStores({
      redis,
      files: [budget.look(), ...figures.files()],
      jobs: jobs.store(),
      news: news.store(),
      incidents: overview?.store(),
    });
  const health: HealthDeps = {
    version,
    clock,
    startedAt,
    checks,
    sources: () => new Map([...checkSources(market.sources, clock), ...checkNewsSources(news.deps.sources, clock)]),
    stores: () => checkStores(stores(), clock.now()),
  };
  const models: ModelsDeps = { remote: remote.look, neural, local: [lexical], checks, read, clock, evaluation };
  const stats: StatsDeps = {
    clock,
    startedAt,
    read,
    functions: functions.map(({ name }) => name),
    remote: remote.look,
    load: () => describeLoad(admission, gradio.queue, watched),
    cache: () => ({ levels: [...cache.levels()], detail: cache.state() }),
    budget: () => ({ ...budget.snapshot(), persisted: budget.persisted() }),
  };
  const room = await createOverview({
    deps: { health, models, stats, slots: figures.slots, sources: market.sources, news: news.deps },
    parts: {
      remote: remote.look,
      neural,
      local: [lexical],
      checks,
      sources: market.sources,
      news: news.deps.sources,
      stores,
    },
    clock,
    report,
    warn,
    dir: env.DATA_DIR,
    redis,
    version,
    changed: recorder.changed,
  });
  overview = room;
  return {
    env,
    logger,
    clock,
    trace,
    admission,
    largeBodies: createStreamDoor({ most: MOST_LARGE_BODIES, mostOfOne: MOST_LARGE_BODIES / 2 }),
    limiters,
    sentiment,
    quickSentiment: {
      ...sentiment,
      tiers: [...(embedded ? [embedded.tier] : []), ...(local ? [local.tier] : []), last],
      answered: (_, ...spoken) => recorder.spoke("quick", ...spoken),
      paceOf: paces.of,
    },
    jobs,
    flags,
    prices,
    news: news.deps,
    study: { ...news.study, prices, studies: createStudyShelf(), clock },
    models,
    info: {
      version,
      environment: env.SPACE_ID === undefined ? "local" : "space",
      tiers: sentiment.tiers,
      local: [...neural.map(({ engine }) => engine), lexical],
      remote: remote.look,
      checks,
      flagging: flags !== null,
      limits: { sentimentPerMinute: perMinute.sentiment, readPerMinute: perMinute.read },
    },
    health,
    readiness: createReadiness(lexicalCheck),
    gradio,
    recorder,
    stats,
    own: figures.own,
    overview: room.deps,
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
      room.flushSync();
    },
    async close(reason) {
      const traced = trace.close();
      const left = gradio.close();
      prober.stop();
      stopSampling();
      watched.close();
      await room.close(reason);
      // First: what a closing model no longer reads is not to be read by the next one instead.
      await Promise.all([jobs.close(), news.close()]);
      readers.close();
      await Promise.all([budget.close(), figures.close(), remote.close(), market.close(), traced, left]);
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
const secretsOf = (env: Env): string[] =>
  [env.HF_TOKEN, env.REDIS_URL, env.METRICS_TOKEN].flatMap((secret) => secret ?? []);

// Next bundles each route apart; what must exist once in the process hangs on globalThis.
const shared: typeof globalThis & { barometerContainer?: Promise<Container> } = globalThis;

/** The one container of this process, made from the environment at the first call. */
export function getContainer(): Promise<Container> {
  shared.barometerContainer ??= createContainer(parseEnv(process.env));
  return shared.barometerContainer;
}
