import { Redis, type RedisOptions } from "ioredis";

const CONNECT_MS = 2_000;
const RETRY_MS = 500;
/** A chunk of texts is some hundred kilobytes; a Redis that takes longer for it is as good as gone. */
const COMMAND_MS = 5_000;

/** For requests: fails at once while Redis is away. Null where the address cannot be one. */
export const connectForRequests = (url: string): Redis | null =>
  connect(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, commandTimeout: COMMAND_MS });

/** For the worker, which waits for as long as it takes. */
export const connectForWork = (url: string): Redis | null => connect(url, { maxRetriesPerRequest: null });

function connect(url: string, options: RedisOptions): Redis | null {
  if (!/^rediss?:\/\/./i.test(url) || !URL.canParse(url)) return null;
  return new Redis(url, {
    connectTimeout: CONNECT_MS,
    retryStrategy: () => RETRY_MS,
    disableClientInfo: true,
    ...options,
  });
}
