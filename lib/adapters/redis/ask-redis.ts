import type { Redis } from "ioredis";
import { nameFailure } from "./name-failure";
import type { RedisLink } from "./open-redis";

/** Asks Redis where that is worth it. Undefined: no answer, in bounded time; the link knows why. Never throws. */
export async function askRedis<T>(link: RedisLink, command: (connection: Redis) => Promise<T>): Promise<T | undefined> {
  if (!link.open()) return undefined;
  try {
    const answer = await command(link.connection);
    link.worked();
    return answer;
  } catch (error) {
    // A key that holds something else is what somebody left there, and no outage.
    if (nameFailure(error) === "WRONGTYPE") link.worked();
    else link.failed(error);
    return undefined;
  }
}
