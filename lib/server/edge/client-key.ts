import ipaddr from "ipaddr.js";
import { createCappedCache } from "../../core/create-capped-cache";

/** Carries the socket's address from the HTTP server to the handler; what a client sends under this name is overwritten. */
export const PEER_HEADER = "x-barometer-peer";

/**
 * Names the client that a rate limit counts. Behind `hops` trusted proxies that is the address which the outermost
 * of them saw: the entry so many places from the right of X-Forwarded-For. Entries further left are the client's own
 * words. An IPv6 client counts by its /64, since it can take any address within.
 */
export function clientKey(headers: Headers, hops: number): string {
  const peer = headers.get(PEER_HEADER) ?? "";
  if (hops === 0) return normalise(peer) ?? "unknown";
  const forwarded = (headers.get("x-forwarded-for") ?? "").split(",").map((entry) => entry.trim());
  return normalise(forwarded.at(-hops) ?? "") ?? normalise(peer) ?? "unknown";
}

/** Reading an address takes longer than a short call does, and clients come back. */
const known = createCappedCache<string>(2_000);
const LONGEST_KNOWN = 60;

function normalise(address: string): string | undefined {
  const remembered = known.get(address);
  if (remembered !== undefined) return remembered;
  const key = readAddress(address);
  if (key !== undefined && address.length <= LONGEST_KNOWN) known.set(address, key);
  return key;
}

function readAddress(address: string): string | undefined {
  const bare = withoutPort(address);
  if (!ipaddr.isValid(bare)) return undefined;
  const parsed = ipaddr.process(bare);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${parsed
    .toByteArray()
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")}/64`;
}

function withoutPort(address: string): string {
  const bracketed = /^\[([^\]]{1,45})\](?::\d{1,5})?$/.exec(address);
  if (bracketed?.[1]) return bracketed[1];
  const dotted = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(address);
  return dotted?.[1] ?? address;
}
