import { isIP } from "node:net";
import { failed, type Outcome } from "../../core/failure";
import { judgeAddress } from "./judge-address";

const LONGEST = 2_048;

/** Which addresses may be asked for a feed. */
export interface FeedGate {
  /** Whether a host, with its port, is one of the operator's own network: it may be private, and without https. */
  isOwn(hostname: string, port: string): boolean;
  /** The address as it may be asked; `hosts`: those that it may lie on, in lower case. */
  admit(address: string, hosts: ReadonlySet<string>): Outcome<URL>;
}

/**
 * Admits https at its usual port on hosts of a list, and nothing else; for hosts of one's own (`host` or `host:port`) http and any port
 * too. Names are not resolved here: that is looked at when a connection is made.
 */
export function createFeedGate(privateHosts: readonly string[]): FeedGate {
  const own = new Set(privateHosts.map((host) => bare(host.trim().toLowerCase())));
  const isOwn = (hostname: string, port: string): boolean =>
    own.has(bare(hostname)) || own.has(`${bare(hostname)}:${port}`);
  return {
    isOwn,
    admit(address, hosts) {
      if (address.length > LONGEST || !URL.canParse(address)) return refused("its address cannot be read");
      const url = new URL(address);
      if (url.protocol !== "https:" && url.protocol !== "http:") return refused("its address is none of the web");
      if (url.username !== "" || url.password !== "") return refused("its address holds a password");
      if (!hosts.has(url.hostname)) return refused("it leads to a host that is not one of this feed");
      if (isOwn(url.hostname, url.port || (url.protocol === "https:" ? "443" : "80"))) return { ok: true, value: url };
      if (url.protocol !== "https:")
        return refused("only https is read, and http where NEWS_PRIVATE_HOSTS names the host");
      if (url.port !== "")
        return refused("only the usual port is read, and others where NEWS_PRIVATE_HOSTS names the host");
      const host = bare(url.hostname);
      // A name without a dot is one of one's own network.
      const isPublic = isIP(host) === 0 ? /[.][^.]+$/.test(host) : judgeAddress(host) === "public";
      if (!isPublic) return refused("its address is not a public one");
      return { ok: true, value: url };
    },
  };
}

/** Without the brackets of IPv6. */
const bare = (host: string): string => host.replace(/[[\]]/g, "");

const refused = (detail: string): Outcome<never> => failed("forbidden", { detail });
