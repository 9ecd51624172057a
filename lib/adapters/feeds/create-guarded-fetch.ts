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
 * A fetch that opens sockets to public addresses alone, and to private ones for hosts of one's own. A name is resolved once, before there
 * is a socket; all its addresses must be allowed, and the socket goes to one of them. Proxies of the environment play no part.
 */
export function createGuardedFetch({
  gate,
  resolve = createHostResolver(),
}: {
  readonly gate: Pick<FeedGate, "isOwn">;
  readonly resolve?: ResolveHost;
}): { readonly fetch: HttpFetch; readonly close: () => Promise<void> } {
  const connect: buildConnector.connector = (options, callback) => {
    const { hostname, protocol } = options;
    const isOwn = gate.isOwn(hostname, options.port || (protocol === "https:" ? "443" : "80"));
    const isAllowed = (address: string): boolean => {
      const place = judgeAddress(address);
      return place === "public" || (isOwn && place === "own");
    };
    const go = (addresses: readonly ResolvedAddress[]): void => {
      const areAllowed = addresses.length <= MOST_ADDRESSES && addresses.every(({ address }) => isAllowed(address));
      if (addresses.length === 0 || !areAllowed) {
        callback(new RefusedAddress(), null);
        return;
      }
      buildConnector({ timeout: CONNECT_MS, lookup: lookupIn(addresses) })(options, (error, socket) => {
        if (error !== null) callback(error, null);
        // Said by the kernel, whatever was resolved.
        else if (isAllowed(socket.remoteAddress ?? "")) callback(null, socket);
        else {
          socket.destroy();
          callback(new RefusedAddress(), null);
        }
      });
    };
    const literal = hostname.replace(/^\[|\]$/g, "");
    const family = isIP(literal);
    if (family !== 0) go([{ address: literal, family }]);
    else resolve(hostname, isOwn).then(go, (error: Error) => callback(error, null));
  };
  const agent = new Agent({
    connections: CONNECTIONS,
    pipelining: 1,
    keepAliveTimeout: 2_000,
    headersTimeout: IDLE_MS,
    bodyTimeout: IDLE_MS,
    connect,
  });
  return {
    fetch: (url, init) => fetch(url, { ...init, dispatcher: agent }),
    close: () => agent.destroy(),
  };
}

/** A lookup, as sockets ask for it, that knows the answer: all addresses, or the first. */
const lookupIn =
  (addresses: readonly ResolvedAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family);
  };
