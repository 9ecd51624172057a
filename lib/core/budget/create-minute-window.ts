const WINDOW_MS = 60_000;
/** Calls remembered where nothing limits them, so that memory stays bounded. */
const MAX_REMEMBERED = 100_000;

interface MinuteWindow {
  add(): void;
  /** Calls in the last 60 s. */
  count(): number;
  /** Milliseconds until the oldest of them leaves the window. */
  freesInMs(): number;
}

/** Counts the calls of the last 60 s on the monotonic clock. Slides: no 60 s, wherever they begin, hold more. */
export function createMinuteWindow(now: () => number, limit: number | null): MinuteWindow {
  const calls: number[] = [];
  const capacity = limit ?? MAX_REMEMBERED;

  const forget = (): void => {
    const since = now() - WINDOW_MS;
    const first = calls.findIndex((at) => at > since);
    calls.splice(0, first === -1 ? calls.length : first);
  };

  return {
    add() {
      calls.push(now());
      if (calls.length > capacity) calls.shift();
    },
    count() {
      forget();
      return calls.length;
    },
    freesInMs: () => Math.max(0, (calls[0] ?? 0) + WINDOW_MS - now()),
  };
}
