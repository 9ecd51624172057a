import { createHash } from "node:crypto";
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Clock, RateDecision, RateLimiter } from "../../core/ports";
import { askRedis } from "./ask-redis";
import type { RedisLink } from "./open-redis";

const WINDOW_S = 60;
/** Clients that this process counts one by one in a window; those beyond share some buckets, so that Redis stays bounded. */
const MAX_CLIENTS = 50_000;
const OVERFLOW_BUCKETS = 1_024;

interface SharedRateLimiterOptions {
  readonly link: RedisLink;
  /** Tells limiters apart that count the same clients. */
  readonly name: string;
  readonly perMinute: number;
  /** Counts too, and decides while Redis does not answer. */
  readonly own: RateLimiter;
  readonly clock: Pick<Clock, "now">;
  readonly maxClients?: number;
}

/** Counts requests per client in fixed windows of a minute, over every process that has the same Redis. */
export function createSharedRateLimiter(options: SharedRateLimiterOptions): RateLimiter {
  const { link, name, perMinute, own, clock, maxClients = MAX_CLIENTS } = options;
  const limiter = new RateLimiterRedis({
    storeClient: link.connection,
    keyPrefix: `barometer:rate:${name}`,
    points: perMinute,
    duration: WINDOW_S,
  });
  const live = { windowEnds: 0, clients: new Set<string>() };

  /** A digest, so that no address can be read by the way. It is no secret: who tries all addresses finds it. Keys last a minute. */
  const bucketOf = (client: string): string => {
    const digest = createHash("sha256").update(client).digest();
    const bucket = digest.toString("base64url", 0, 16);
    const now = clock.now();
    if (now > live.windowEnds) Object.assign(live, { windowEnds: now + WINDOW_S * 1000, clients: new Set() });
    if (live.clients.has(bucket)) return bucket;
    if (live.clients.size >= maxClients) return `overflow:${digest.readUInt32BE(0) % OVERFLOW_BUCKETS}`;
    live.clients.add(bucket);
    return bucket;
  };

  const count = async (client: string): Promise<RateDecision> => {
    try {
      return decide(true, perMinute, await limiter.consume(bucketOf(client)));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return decide(false, perMinute, refusal);
      throw refusal;
    }
  };

  return {
    async take(client) {
      // Counted here as well: who used up the minute starts none anew in the moment in which Redis goes.
      const [mine, shared] = await Promise.all([own.take(client), askRedis(link, () => count(client))]);
      return shared ?? mine;
    },
  };
}

const decide = (allowed: boolean, limit: number, state: RateLimiterRes): RateDecision => ({
  allowed,
  limit,
  windowS: WINDOW_S,
  remaining: Math.max(0, state.remainingPoints),
  resetS: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
});
