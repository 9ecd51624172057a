import { createCappedCache } from "../create-capped-cache";
import { fail } from "../errors";
import type { Clock } from "../ports";
import type { FlagLog } from "./flag-log";

export const MOST_FLAGS_A_DAY = 50;
export const MOST_FLAG_BYTES_A_DAY = 1_000_000;
const DAY_MS = 86_400_000;
/** Clients whose shares are known; of more, the one goes that sent nothing for longest. */
const MOST_CLIENTS = 10_000;
/** What an id and the ends of a line add. */
const LINE_BYTES = 50;

interface Share {
  readonly since: number;
  readonly flags: number;
  readonly bytes: number;
}

/**
 * Gives each client a share of the flags: so many, and so many bytes, in 24 hours from its first one. It is counted in memory, under
 * what `digest` makes of the client, and only what was saved counts. Errors of `add`, besides the log's: rate_limited.
 */
export function shareFlags({
  log,
  clock,
  digest,
}: {
  readonly log: FlagLog;
  readonly clock: Pick<Clock, "now">;
  readonly digest: (client: string) => string;
}): FlagLog {
  const shares = createCappedCache<Share>(MOST_CLIENTS);
  const shareOf = (key: string): Share => {
    const share = shares.get(key);
    const isOver = share === undefined || clock.now() - share.since >= DAY_MS;
    return isOver ? { since: clock.now(), flags: 0, bytes: 0 } : share;
  };
  const count = (key: string, flags: number, bytes: number): void => {
    const share = shareOf(key);
    shares.set(key, {
      ...share,
      flags: Math.max(0, share.flags + flags),
      bytes: Math.max(0, share.bytes + bytes),
    });
  };
  return {
    ...log,
    async add(flag, client) {
      const key = digest(client ?? "unknown");
      const bytes = new TextEncoder().encode(JSON.stringify(flag)).length + LINE_BYTES;
      const share = shareOf(key);
      if (share.flags >= MOST_FLAGS_A_DAY || share.bytes + bytes > MOST_FLAG_BYTES_A_DAY)
        return fail(
          "rate_limited",
          `One client may save ${MOST_FLAGS_A_DAY} flags and ${MOST_FLAG_BYTES_A_DAY / 1_000_000} MB of them a day: nothing was saved.`,
          { retryAfterS: Math.max(1, Math.ceil((share.since + DAY_MS - clock.now()) / 1_000)) },
        );
      count(key, 1, bytes);
      const saved = await log.add(flag, client);
      if (!saved.ok) count(key, -1, -bytes);
      return saved;
    },
  };
}
