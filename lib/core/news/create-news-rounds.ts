import type { Outcome } from "../failure";
import type { Clock, Report } from "../ports";
import { createTurns } from "../resilience/create-turns";
import type { NewsRelay } from "./news-relay";
import type { NewsSource } from "./news-source";

export interface NewsRounds {
  start(): void;
  /** Asks everybody anew: what they brought is not there any more. */
  again(): void;
  /** Ends what is going on, and gives the turn to another server. */
  stop(): Promise<void>;
}

export interface NewsRoundsOptions {
  readonly sources: readonly NewsSource[];
  readonly relay: NewsRelay;
  /** Asks a source and keeps what it brings. */
  readonly ingest: (source: NewsSource, signal: AbortSignal) => Promise<Outcome<unknown>>;
  /** Takes in what another server brought. */
  readonly follow: (signal: AbortSignal) => Promise<Outcome<{ readonly lost: boolean }>>;
  readonly clock: Clock;
  /** Calls back after so many milliseconds, without keeping the process alive; gives what takes it back. */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly warn: Report;
}

/** How often it looks who is due; what another server brought is taken in as often. */
const LOOK_MS = 10_000;
/** Longer than a look: who stands still for so long loses the turn. */
const TURN_MS = 45_000;
/** Sources that are asked at once. */
const AT_ONCE = 3;
/** A source that brings for longer than this is asked again soon; what it brought so far is known then. */
const LONGEST_MS = 10 * 60_000;
const FIRST_MS = 1_000;
/** After a failure of a source that does not say when to come back. */
const RETRY_MS = 5 * 60_000;

/** How long a source is left alone. What failed, or could not be kept, is asked for again even where it would not change by itself. */
function waitMs({ look, everyMs }: NewsSource, isKept: boolean): number {
  const { state, retryAfterS } = look();
  const usual = everyMs ?? Number.POSITIVE_INFINITY;
  return Math.max((retryAfterS ?? 0) * 1_000, isKept && state !== "failed" ? usual : Math.min(usual, RETRY_MS));
}

/**
 * Asks sources when they are due, again and again. Of servers that share a store one asks, and the others take from it what it found. A
 * source that breaks holds no other up.
 */
export function createNewsRounds(options: NewsRoundsOptions): NewsRounds {
  const { sources, relay, clock, after, warn } = options;
  const ending = new AbortController();
  const turns = createTurns({ atOnce: AT_ONCE, waiting: sources.length + 1 });
  const dueAt = new Map<string, number>();
  const busy = new Map<string, Promise<void>>();
  let cancel = (): void => {};
  let going: Promise<unknown> = Promise.resolve();

  const isDue = ({ key, look }: NewsSource): boolean =>
    !busy.has(key) && look().state !== "off" && clock.now() >= (dueAt.get(key) ?? 0);

  const ask = async (source: NewsSource): Promise<void> => {
    const late = AbortSignal.timeout(LONGEST_MS);
    let isKept = false;
    try {
      const outcome = await turns.take(ending.signal, () =>
        options.ingest(source, AbortSignal.any([ending.signal, late])),
      );
      isKept = outcome?.ok ?? false;
    } catch (cause) {
      warn("news_ingest_broke", { source: source.key, cause });
    } finally {
      busy.delete(source.key);
      dueAt.set(source.key, clock.now() + waitMs(source, isKept));
    }
  };

  const look = async (): Promise<void> => {
    try {
      // Nobody waits for the slow ones: the next look begins all the same.
      const mine = await relay.takeTurn(TURN_MS);
      const followed = mine ? null : await options.follow(ending.signal);
      // Who missed something asks for itself, once.
      if (mine || (followed?.ok && followed.value.lost))
        for (const source of sources.filter(isDue)) busy.set(source.key, ask(source));
    } catch (cause) {
      warn("news_round_broke", { cause });
    }
    if (!ending.signal.aborted) schedule(LOOK_MS);
  };

  const schedule = (ms: number): void => {
    cancel = after(ms, () => {
      going = look();
    });
  };

  return {
    start: () => schedule(FIRST_MS),
    again: () => dueAt.clear(),
    async stop() {
      ending.abort();
      cancel();
      await Promise.all([going, ...busy.values()]);
      await relay.endTurn();
    },
  };
}
