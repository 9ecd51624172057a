import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector, fetch } from "undici";
import type { HttpFetch } from "../http/create-http-fetch";
import type { FeedGate } from "./create-feed-gate";
import { createHostResolver, type ResolvedAddress, type ResolveHost } from "./create-host-resolver";
import { judgeAddress } from "./judge-address";

/** A name led to an address that no feed may come from. No socket was opened. */
export class RefusedAddress extends Error {
  override readonly name = "RefusedAddress";
  readonly code = "REFUSED_ADDRESS";
}

const CONNECTIONS = 2;
const CONNECT_MS = 3_000;
const IDLE_MS = 5_000;
const MOST_ADDRESSES = 32;

/**
 * A fetch that opens sockets to public addresses alone, and to private ones for hosts of one's own. A name is resolved once, at the
 * moment of connecting; all its addresses must be allowed, and the socket goes to one of them. Proxies of the environment play no part.
 */
export function createGuardedFetch({
  gate,
  resolve = createHostResolver(),
}: {
  readonly gate: Pick<FeedGate, "isOwn">;
  readonly resolve?: ResolveHost;
}): { readonly fetch: HttpFetch; readonly close: () => Promise<void> } {
  const connectorFor = (isOwn: boolean): buildConnector.connector => {
    const isAllowed = (address: string): boolean => {
      const place = judgeAddress(address);
      return place === "public" || (isOwn && place === "own");
    };
    const connect = buildConnector({
      timeout: CONNECT_MS,
      maxCachedSessions: 50,
      lookup: lookupWith(resolve, isAllowed),
    });
    return (options, callback) => {
      const literal = options.hostname.replace(/^\[|\]$/g, "");
      // The system is not asked for a literal address, so it is judged here.
      if (isIP(literal) !== 0 && !isAllowed(literal)) return callback(new RefusedAddress(), null);
      connect(options, (error, socket) => {
        if (error !== null) return callback(error, null);
        // Said by the kernel, whatever was resolved.
        if (isAllowed(socket.remoteAddress ?? "")) return callback(null, socket);
        socket.destroy();
        callback(new RefusedAddress(), null);
      });
    };
  };
  const forPublic = connectorFor(false);
  const forOwn = connectorFor(true);
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: 2_000,
    headersTimeout: IDLE_MS,
    bodyTimeout: IDLE_MS,
    connect: (options, callback) => {
      const port = options.port || (options.protocol === "https:" ? "443" : "80");
      (gate.isOwn(options.hostname, port) ? forOwn : forPublic)(options, callback);
    },
  });
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: agent }),
    close: () => agent.destroy(),
  };
}

/** A lookup as sockets ask for it: all addresses, or the first. */
function lookupWith(resolve: ResolveHost, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    const answer = (addresses: readonly ResolvedAddress[]): void => {
      const [first] = addresses;
      const areAllowed = addresses.length <= MOST_ADDRESSES && addresses.every(({ address }) => isAllowed(address));
      if (first === undefined || !areAllowed) callback(new RefusedAddress(), "", 0);
      else if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    };
    resolve(hostname).then(answer, (error: NodeJS.ErrnoException) => callback(error, "", 0));
  };
}
