import type { Redis } from "ioredis";
import type { Clock, Report } from "../../core/ports";
import { nameFailure } from "./name-failure";
import { PatientRedis } from "./patient-redis";

const CONNECT_MS = 500;
const COMMAND_MS = 200;
const RETRY_MS = 1_000;
const WARN_EVERY_MS = 60_000;

/** A connection that comes and goes; whoever asks says how it went. */
export interface RedisLink {
  readonly connection: Redis;
  /** Whether it is worth asking: connected, and not being dropped. */
  open(): boolean;
  /** Whether it answered the last time. */
  answers(): boolean;
  /** Monotonic time of its latest answer or failure; null before the first. */
  heardAt(): number | null;
  worked(): void;
  failed(error: unknown): void;
  close(): void;
}

export interface OpenRedis {
  readonly url: string;
  readonly warn: Report;
  readonly clock: Clock;
}

/** Connects in the background, for as long as it takes. Null where the address cannot be one. */
export function openRedis({ url, warn, clock }: OpenRedis): RedisLink | null {
  const live = {
    open: false,
    worked: false,
    closed: false,
    failures: 0,
    warnAt: Number.NEGATIVE_INFINITY,
    heardAt: null as number | null,
  };

  const note = (reason: string): void => {
    live.failures += 1;
    live.heardAt = clock.now();
    if (clock.now() < live.warnAt) return;
    warn("redis_unreachable", { reason, failures: live.failures });
    Object.assign(live, { failures: 0, warnAt: clock.now() + WARN_EVERY_MS });
  };

  const connection = connect(url);
  if (connection === null) {
    note("bad_url");
    return null;
  }

  const retry = (): void => {
    live.open = false;
    if (live.closed) return;
    setTimeout(() => {
      if (!live.closed) connection.connect().catch(() => undefined);
    }, RETRY_MS).unref();
  };

  connection.on("connect", () => connection.stream.unref());
  connection.on("ready", () => Object.assign(live, { open: true, worked: true, heardAt: clock.now() }));
  connection.on("close", () => Object.assign(live, { open: false }));
  connection.on("error", (error) => note(nameFailure(error)));
  connection.on("end", retry);

  return {
    connection,
    open: () => live.open,
    answers: () => live.open && live.worked,
    heardAt: () => live.heardAt,
    worked: () => {
      live.worked = true;
      live.heardAt = clock.now();
    },
    failed: (error) => {
      // What the closing of a connection broke off is told by the next attempt to connect.
      if (!live.open) return;
      live.worked = false;
      const reason = nameFailure(error);
      note(reason);
      if (reason !== "timeout") return;
      // Those who come next shall not wait too: drop it, and ask again on a new connection.
      live.open = false;
      connection.disconnect(true);
    },
    close: () => {
      live.closed = true;
      live.open = false;
      connection.disconnect();
    },
  };
}

function connect(url: string): Redis | null {
  if (!/^rediss?:\/\/./i.test(url) || !URL.canParse(url)) return null;
  try {
    return new PatientRedis(url, {
      connectTimeout: CONNECT_MS,
      commandTimeout: COMMAND_MS,
      disconnectTimeout: CONNECT_MS,
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      disableClientInfo: true,
      // The driver's own timer would hold the process: `retry` does it.
      retryStrategy: () => null,
    });
  } catch {
    return null;
  }
}
