import { RedisDriver } from "bentocache/drivers/redis";
import type { CreateDriverResult, L2CacheDriver, RedisConfig } from "bentocache/types";
import { askRedis } from "../redis/ask-redis";
import type { RedisLink } from "../redis/open-redis";
import { readEntry } from "./read-entry";

/** The level behind memory: answers what it holds and can be believed, in bounded time, and nothing otherwise. */
export function createRedisLevel(link: RedisLink, ttlMs: number): CreateDriverResult<L2CacheDriver> {
  const options = { connection: link.connection };
  return { options, factory: (config: RedisConfig) => new CheckedRedis({ ...config, ...options }, link, ttlMs) };
}

class CheckedRedis extends RedisDriver {
  readonly #link: RedisLink;
  readonly #ttlMs: number;

  constructor(config: RedisConfig, link: RedisLink, ttlMs: number) {
    super(config);
    this.#link = link;
    this.#ttlMs = ttlMs;
  }

  override async get(key: string): Promise<string | undefined> {
    const raw = await askRedis(this.#link, () => super.get(key));
    const value = raw === undefined ? undefined : readEntry(raw);
    if (value === undefined) return undefined;
    // Anew, and not as it was found: how long a reading is fresh is for this process to say.
    return JSON.stringify({ value, createdAt: value.at, logicalExpiration: value.at + this.#ttlMs });
  }

  override async set(key: string, value: string, ttl?: number): Promise<boolean> {
    return (await askRedis(this.#link, () => super.set(key, value, ttl))) ?? false;
  }
}
