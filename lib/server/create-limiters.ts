import { createRateLimiter } from "../adapters/memory/create-rate-limiter";
import { createSharedRateLimiter } from "../adapters/redis/create-shared-rate-limiter";
import type { RedisLink } from "../adapters/redis/open-redis";
import type { RatePolicy } from "../contracts/define-function";
import type { Clock, RateLimiter } from "../core/ports";
import type { Env } from "./env";

/** How much more often than sentiment the cheap functions may be asked. */
const READ_RATE_FACTOR = 5;

/** How often a client may ask: counted for all servers where they share a Redis, else by each. */
export function createLimiters({
  env,
  redis,
  clock,
}: {
  readonly env: Pick<Env, "RATE_LIMIT_PER_MINUTE">;
  readonly redis: RedisLink | null | undefined;
  readonly clock: Clock;
}) {
  const perMinute = {
    sentiment: env.RATE_LIMIT_PER_MINUTE,
    read: env.RATE_LIMIT_PER_MINUTE * READ_RATE_FACTOR,
  } as const satisfies Record<RatePolicy, number>;
  const limiterOf = (name: RatePolicy): RateLimiter => {
    const own = createRateLimiter(perMinute[name]);
    return redis ? createSharedRateLimiter({ link: redis, name, perMinute: perMinute[name], own, clock }) : own;
  };
  return { perMinute, limiters: { sentiment: limiterOf("sentiment"), read: limiterOf("read") } };
}
