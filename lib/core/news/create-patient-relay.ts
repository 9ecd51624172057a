import type { NewsItem } from "./news-item";
import type { NewsRelay } from "./news-relay";

/** Items that wait to be told, at the most: some ten megabytes. */
const MOST_WAITING = 20_000;

/**
 * A relay that keeps what could not be told, and tells it before anything newer, at the latest when the turn is asked for again. What does not
 * fit any more is given up, the oldest first; `lost` is told of it.
 */
export function createPatientRelay(relay: NewsRelay, lost: (items: number) => void): NewsRelay {
  let waiting: readonly NewsItem[] = [];
  let telling: Promise<Awaited<ReturnType<NewsRelay["publish"]>>> | null = null;

  const tell = async (): ReturnType<NewsRelay["publish"]> => {
    while (waiting.length > 0) {
      const some = waiting;
      const told = await relay.publish(some);
      if (!told.ok) return told;
      // What came meanwhile stands behind it; what was given up meanwhile stood before.
      const done = new Set(some);
      waiting = waiting.filter((item) => !done.has(item));
    }
    return { ok: true, value: null };
  };
  const flush = (): ReturnType<NewsRelay["publish"]> => {
    telling ??= tell().finally(() => {
      telling = null;
    });
    return telling;
  };
  return {
    ...relay,
    async takeTurn(ms) {
      const mine = await relay.takeTurn(ms);
      if (waiting.length > 0) await flush();
      return mine;
    },
    publish(items) {
      waiting = [...waiting, ...items];
      const over = waiting.length - MOST_WAITING;
      if (over > 0) {
        waiting = waiting.slice(over);
        lost(over);
      }
      return flush();
    },
  };
}
