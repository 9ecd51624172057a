import { z } from "zod";
import { failureCodes, tierWide } from "../../contracts/failures";
import { type Failure, failure } from "../../core/failure";
import type { Clock, SharedClosures } from "../../core/ports";
import { createScript } from "./create-script";
import type { RedisLink } from "./open-redis";

/** How long what was heard stands. */
const HEARD_MS = 1_000;
/** No closure is believed for longer: somebody may have paid, and restarts one server. */
const LONGEST_MS = 600_000;

const look = createScript("return {redis.call('GET', KEYS[1]), redis.call('PTTL', KEYS[1])}");

/** Of several closures the longest holds. */
const tell = createScript(`
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
return 0`);

const answerSchema = z.tuple([z.enum(failureCodes).refine((code) => tierWide.has(code)), z.number().positive()]);

interface SharedClosuresOptions {
  readonly link: RedisLink;
  /** Whose key it is: a refused key closes nothing for those who have another. */
  readonly account: string;
  readonly clock: Pick<Clock, "now">;
}

/** Closures of the host of an account, told by each process that has the same Redis. Asks Redis once a second at the most. */
export function createSharedClosures({ link, account, clock }: SharedClosuresOptions): SharedClosures {
  const keys = [`barometer:closed:${account}`];
  const live = {
    because: null as Failure | null,
    until: Number.NEGATIVE_INFINITY,
    heardAt: Number.NEGATIVE_INFINITY,
    asking: null as Promise<void> | null,
  };

  const hear = async (): Promise<void> => {
    const answer = answerSchema.safeParse(await look(link, keys, [])).data;
    live.heardAt = clock.now();
    live.because = answer ? failure(answer[0]) : null;
    live.until = clock.now() + Math.min(LONGEST_MS, answer?.[1] ?? 0);
    live.asking = null;
  };

  return {
    async look(fresh) {
      if (fresh || clock.now() - live.heardAt >= HEARD_MS) {
        live.asking ??= hear();
        await live.asking;
      }
      const ms = live.until - clock.now();
      return live.because === null || ms <= 0 ? null : { ...live.because, retryAfterS: Math.ceil(ms / 1000) };
    },
    tell({ code }, ms) {
      if (tierWide.has(code)) void tell(link, keys, [code, Math.ceil(Math.min(LONGEST_MS, ms))]);
    },
  };
}
