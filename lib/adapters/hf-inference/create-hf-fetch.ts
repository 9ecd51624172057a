import { Agent, fetch, type RequestInit, type Response } from "undici";

export type HfFetch = (url: string, init: RequestInit) => Promise<Response>;

/** Connections to one host; calls beyond wait in the bulkhead, not here. */
const CONNECTIONS = 40;

/**
 * A fetch of its own: the framework wraps the global one, and only an agent bounds sockets. Deadlines come with the signal of
 * each call; those of the agent are the last resort.
 */
export function createHfFetch(): { readonly fetch: HfFetch; readonly close: () => Promise<void> } {
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: 4_000,
    connect: { timeout: 1_500 },
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
  });
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: agent }),
    close: () => agent.destroy(),
  };
}
