import type { Failure } from "../../core/failure";
import type { NewsSourceLook } from "../../core/news/news-source";
import { past } from "../../core/past";
import type { Clock } from "../../core/ports";

const LONGEST_REST_MS = 3_600_000;
const MOST_DOUBLINGS = 10;

/** How a feed is, and when it may be asked again. */
export interface FeedHealth {
  /** The failure that it rests after, with the seconds that are left; null: it may be asked. */
  resting(): Failure | null;
  succeeded(found: number | null): void;
  /** Notes a failure. True: it did not fail before, or not in this way. */
  failed(why: Failure): boolean;
  look(): NewsSourceLook;
}

/**
 * After a failure a feed rests: for the interval, then twice that, up to an hour; as long as it asks for (Retry-After) where that is
 * longer. Times of rest are monotonic.
 */
export function createFeedHealth(clock: Pick<Clock, "now" | "wall">, intervalMs: number): FeedHealth {
  let failure: Failure | null = null;
  let failures = 0;
  let restsUntil = 0;
  let checkedAt: number | null = null;
  let lastOkAt: number | null = null;
  let found: number | null = null;
  const leftS = (): number => Math.max(0, Math.ceil((restsUntil - clock.now()) / 1_000));
  return {
    resting: () => (failure === null || leftS() === 0 ? null : { ...failure, retryAfterS: leftS() }),
    succeeded(entries) {
      failure = null;
      failures = 0;
      checkedAt = clock.wall();
      lastOkAt = checkedAt;
      found = entries ?? found;
    },
    failed(why) {
      const isNew = failure === null || failure.detail !== why.detail;
      failures++;
      const grown = intervalMs * 2 ** Math.min(failures - 1, MOST_DOUBLINGS);
      const restMs = Math.max(Math.min(LONGEST_REST_MS, grown), (why.retryAfterS ?? 0) * 1_000);
      failure = why;
      checkedAt = clock.wall();
      restsUntil = clock.now() + restMs;
      return isNew;
    },
    look() {
      const state = failure !== null ? "failed" : checkedAt === null ? "not_asked_yet" : "ready";
      const entries = found === null ? "it answers" : `it answers; ${found} entries when it last changed`;
      const words = {
        failed: failure?.detail ?? "it failed",
        not_asked_yet: "nobody has asked it yet",
        ready: entries,
      };
      return {
        state,
        detail: words[state],
        retryAfterS: failure === null ? null : leftS(),
        checkedAt: past(checkedAt, clock),
        lastOkAt: past(lastOkAt, clock),
        failure,
      };
    },
  };
}
