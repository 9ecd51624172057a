import { setImmediate } from "node:timers/promises";
import packageJson from "../../package.json" with { type: "json" };
import { createRateLimiter } from "../adapters/memory/create-rate-limiter";
import type { RatePolicy } from "../contracts/define-function";
import type { Clock, EngineCheck, RateLimiter, Report, SentimentEngine } from "../core/ports";
import { createLexicalEngine } from "../core/sentiment/lexical/create-lexical-engine";
import { parseLexicon } from "../core/sentiment/lexical/lexicon";
import lexiconJson from "../core/sentiment/lexical/lexicon.json" with { type: "json" };
import type { SentimentDeps } from "../services/analyze-sentiment";
import { checkEngine } from "../services/check-engine";
import type { HealthDeps } from "../services/get-health";
import type { InfoDeps } from "../services/get-info";
import { type Env, parseEnv } from "./env";
import { createLogger, describeError, type Logger } from "./logger";

/** How much more often than sentiment the cheap functions may be asked. */
const READ_RATE_FACTOR = 5;

export interface Container {
  readonly env: Env;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly limiters: Readonly<Record<RatePolicy, RateLimiter>>;
  readonly sentiment: SentimentDeps;
  /** The same engines, fastest first. */
  readonly quickSentiment: SentimentDeps;
  readonly info: InfoDeps;
  readonly health: HealthDeps;
}

export async function createContainer(env: Env): Promise<Container> {
  const logger = createLogger(env.LOG_LEVEL);
  const clock: Clock = { now: () => performance.now(), wall: () => Date.now(), pause: () => setImmediate() };
  const engines: readonly SentimentEngine[] = [createLexicalEngine(parseLexicon(lexiconJson))];
  const checks = await checkAll(engines, clock);
  for (const [key, check] of checks) {
    if (!check.passed) logger.error("engine_check_failed", { engine: key, detail: check.detail });
  }
  const perMinute = {
    sentiment: env.RATE_LIMIT_PER_MINUTE,
    read: env.RATE_LIMIT_PER_MINUTE * READ_RATE_FACTOR,
  } as const satisfies Record<RatePolicy, number>;
  const version = packageJson.version;
  const report: Report = (event, { cause, ...fields }) => logger.error(event, { ...fields, ...describeError(cause) });
  return {
    env,
    logger,
    clock,
    limiters: { sentiment: createRateLimiter(perMinute.sentiment), read: createRateLimiter(perMinute.read) },
    sentiment: { engines, clock, report },
    quickSentiment: { engines: engines.toReversed(), clock, report },
    info: {
      version,
      environment: env.SPACE_ID === undefined ? "local" : "space",
      engines,
      checks: () => checks,
      limits: { sentimentPerMinute: perMinute.sentiment, readPerMinute: perMinute.read },
    },
    health: { version, clock, startedAt: clock.now(), checks: () => checks },
  };
}

async function checkAll(engines: readonly SentimentEngine[], clock: Clock): Promise<Map<string, EngineCheck>> {
  const signal = AbortSignal.timeout(1_000);
  const checks = await Promise.all(engines.map((engine) => checkEngine(engine, clock, signal)));
  return new Map(
    engines.map((engine, index) => [
      engine.key,
      checks[index] ?? { passed: false, detail: "not checked", checkedAt: clock.now() },
    ]),
  );
}

// Next bundles each route apart; what must exist once in the process hangs on globalThis.
const shared: typeof globalThis & { barometerContainer?: Promise<Container> } = globalThis;

/** The one container of this process, made from the environment at the first call. */
export function getContainer(): Promise<Container> {
  shared.barometerContainer ??= createContainer(parseEnv(process.env));
  return shared.barometerContainer;
}
