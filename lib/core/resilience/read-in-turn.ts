import { failed, type Outcome } from "../failure";
import type { Clock, KeptReading, SharedTurns } from "../ports";

/** How soon another process's reading is looked for, and how seldom at the most. */
const FIRST_LOOK_MS = 15;
const LONGEST_PAUSE_MS = 100;

interface TurnDeps {
  readonly turns: SharedTurns;
  readonly clock: Pick<Clock, "now">;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random?: () => number;
}

interface TurnRequest {
  readonly keys: readonly string[];
  readonly signal: AbortSignal;
  /** The deadline of `work`, in milliseconds. Half of it is spent on waiting for others, at the most. */
  readonly ms: number;
  /** True: what was read before this began is not wanted. */
  readonly anew: boolean;
  /** Readings in the order of the keys it is given. */
  readonly work: (keys: readonly string[], signal: AbortSignal) => Promise<Outcome<readonly KeptReading[]>>;
}

/**
 * Reads what no other process is reading, and waits for the rest. What another leaves unread, by failing or by being killed, is taken over;
 * whoever has waited for half of the time asks by itself. Gives a reading for each key, in order.
 */
export async function readInTurn(deps: TurnDeps, request: TurnRequest): Promise<Outcome<readonly KeptReading[]>> {
  const { turns, clock, sleep, random = Math.random } = deps;
  const { keys, signal, ms, anew, work } = request;
  const found = new Map<string, KeptReading>();
  const own: Promise<Outcome<unknown>>[] = [];
  const live = { failed: false };

  const start = (mine: readonly string[]): void => {
    const run = async (): Promise<Outcome<unknown>> => {
      let readings: readonly KeptReading[] | null = null;
      try {
        const outcome = await work(mine, signal);
        if (!outcome.ok) return outcome;
        readings = outcome.value;
        for (const [index, reading] of readings.entries()) found.set(mine[index] ?? "", reading);
        return outcome;
      } finally {
        live.failed ||= readings === null;
        void turns.end(mine, readings);
      }
    };
    const running = run();
    // It is looked at once all have ended; until then a defect must not count as left alone.
    running.catch(() => undefined);
    own.push(running);
  };

  const until = clock.now() + ms / 2;
  let waiting = keys;
  for (let pause = FIRST_LOOK_MS; waiting.length > 0; pause = Math.min(LONGEST_PAUSE_MS, pause * 1.5)) {
    // Whoever was seen at it began before this, and has not ended: what it reads is new enough.
    const states = await turns.take(waiting, { ms, anew: anew && waiting === keys });
    const mine = waiting.filter((_, index) => states[index] === "mine");
    for (const [index, state] of states.entries())
      if (typeof state === "object") found.set(waiting[index] ?? "", state);
    if (mine.length > 0) start(mine);
    waiting = waiting.filter((_, index) => states[index] === "theirs");
    if (waiting.length === 0) break;
    if (clock.now() >= until) {
      start(waiting);
      break;
    }
    // Half of it by chance: those who wait for the same do not come together.
    await sleep(pause * (0.5 + random() / 2));
    if (signal.aborted) return failed("cancelled");
    if (live.failed) break;
  }
  for (const outcome of await Promise.all(own)) if (!outcome.ok) return outcome;
  const readings = keys.flatMap((key) => found.get(key) ?? []);
  return readings.length === keys.length ? { ok: true, value: readings } : failed("unavailable");
}
