import { Agent, fetch, type RequestInit, type Response } from "undici";

export type HttpFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Connections to one host; calls beyond wait with their callers, not here. */
const CONNECTIONS = 40;

/**
 * A fetch of its own: the framework wraps the global one, and only an agent bounds sockets. Deadlines come with the signal of
 * each call; those of the agent are the last resort: `idleMs` for an answer to begin, and between two pieces of it.
 */
export function createHttpFetch({
  connections = CONNECTIONS,
  idleMs = 10_000,
}: {
  readonly connections?: number;
  readonly idleMs?: number;
} = {}): {
  readonly fetch: HttpFetch;
  readonly close: () => Promise<void>;
} {
  const agent = new Agent({
    connections,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    connect: { timeout: 1_500 },
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
  });
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: agent }),
    close: () => agent.destroy(),
  };
}
