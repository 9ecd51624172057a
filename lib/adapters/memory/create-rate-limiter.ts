import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { RateDecision, RateLimiter } from "../../core/ports";

const WINDOW_S = 60;
/** Clients counted one by one in a window; those beyond share some buckets, so that memory stays bounded. */
const MAX_CLIENTS = 50_000;
const OVERFLOW_BUCKETS = 1_024;

/** Counts requests per client in fixed windows of a minute, in this process. */
export function createRateLimiter(perMinute: number, maxClients: number = MAX_CLIENTS): RateLimiter {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: WINDOW_S });
  const live = { windowEnds: 0, clients: 0 };

  const bucketOf = async (client: string): Promise<string> => {
    const now = performance.now();
    if (now > live.windowEnds) Object.assign(live, { windowEnds: now + WINDOW_S * 1000, clients: 0 });
    if ((await limiter.get(client)) !== null) return client;
    live.clients += 1;
    return live.clients <= maxClients ? client : `overflow:${hash(client) % OVERFLOW_BUCKETS}`;
  };

  return {
    async take(client) {
      try {
        return decide(true, perMinute, await limiter.consume(await bucketOf(client)));
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return decide(false, perMinute, refusal);
        throw refusal;
      }
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

function hash(text: string): number {
  let value = 0;
  for (let at = 0; at < text.length; at += 1) value = (Math.imul(value, 31) + text.charCodeAt(at)) >>> 0;
  return value;
}
