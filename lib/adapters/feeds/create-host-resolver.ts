import { lookup, Resolver } from "node:dns/promises";

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a name; `isOwn`: it is a host of one's own network. Throws where there are none. */
export type ResolveHost = (hostname: string, isOwn: boolean) => Promise<readonly ResolvedAddress[]>;

/** Two tries, the second twice as long: three seconds in all. */
const FIRST_TRY_MS = 1_000;
const MOST_OWN_AT_ONCE = 2;

/**
 * Public names are asked of the name servers directly, without a thread: where they are silent, nobody else waits. Names of one's own
 * network are resolved by the system, with its hosts file, two at a time: each takes one of the few threads that files are read on too.
 */
export function createHostResolver(servers?: readonly string[]): ResolveHost {
  const resolver = new Resolver({ timeout: FIRST_TRY_MS, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  let free = MOST_OWN_AT_ONCE;
  const waiting: (() => void)[] = [];

  const askSystem = async (hostname: string): Promise<readonly ResolvedAddress[]> => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await lookup(hostname, { all: true, verbatim: true });
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };

  const askServers = async (hostname: string): Promise<readonly ResolvedAddress[]> => {
    const [four, six] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    const addresses = [
      ...(four.status === "fulfilled" ? four.value : []).map((address) => ({ address, family: 4 })),
      ...(six.status === "fulfilled" ? six.value : []).map((address) => ({ address, family: 6 })),
    ];
    if (addresses.length === 0 && four.status === "rejected") throw four.reason;
    return addresses;
  };

  return (hostname, isOwn) => (isOwn ? askSystem(hostname) : askServers(hostname));
}
