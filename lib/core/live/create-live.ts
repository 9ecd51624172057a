import type { Frame, Overview } from "../../contracts/functions/overview";
import { type SeriesWindow, seriesWindows } from "../../contracts/functions/stats-series";
import type { IncidentRow } from "../../contracts/parts";
import type { Clock, Report } from "../ports";
import { slotMsOf } from "../stats/windows";
import { differs } from "./changed-parts";

/** What may change from one moment to the next, and is compared. */
export type States = Pick<Overview, "at" | "answers" | "health" | "models" | "sources">;
type Part = Exclude<keyof States, "at">;
type Figures = Pick<Overview, "stats" | "series">;

const STATES_EVERY_MS = 1_000;
/** A little less than two looks: timers come a little late, never early. */
const FIGURES_EVERY_MS = 1_900;
/** What comes in a burst is looked at once. */
const SOON_MS = 50;
/** And looks that are hinted at without end are so far apart. */
const APART_MS = 250;

export interface Live {
  /** Tells what changes from now on; ends by what it returns. `over` is called where the server ends. */
  watch(window: SeriesWindow, watcher: Watcher): () => void;
  /** A state has changed: it is looked at in a moment. */
  soon(): void;
  /** How many watch. */
  watchers(): number;
  /** Ends all watching. */
  close(): void;
}

interface Watcher {
  tell(frame: Frame): void;
  over(): void;
}

/**
 * Looks at everything once for all who watch, and tells each what has changed. While nobody watches nothing is looked at. Looks never
 * overlap: where one takes long, the next waits.
 */
export function createLive(deps: {
  readonly states: () => Promise<States>;
  /** `since`: only slots that end after it, in milliseconds since the epoch. */
  readonly figures: (window: SeriesWindow, since: number) => Promise<Figures>;
  readonly incidents: (listener: (incidents: readonly IncidentRow[]) => void) => () => void;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly after: (ms: number, work: () => void) => () => void;
  readonly report: Report;
}): Live {
  const { clock, after } = deps;
  const rooms = new Map(seriesWindows.map((window) => [window, new Set<Watcher>()]));
  /** What was told last of each part, and when by the monotonic clock. */
  const known = new Map<Part, { readonly value: unknown; readonly at: number }>();
  /** The newest slot that was told of each window: it may still grow. */
  const told = new Map<SeriesWindow, number>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let figuresAt = Number.NEGATIVE_INFINITY;
  let closed = false;
  let looking = false;
  let again = false;
  let cancel: (() => void) | null = null;
  let due = Number.POSITIVE_INFINITY;
  let stopIncidents: (() => void) | null = null;

  const soonMs = (): number => Math.max(SOON_MS, lookedAt + APART_MS - clock.now());
  const count = (): number => [...rooms.values()].reduce((sum, room) => sum + room.size, 0);
  const tellAll = (room: Iterable<Watcher>, frame: Frame): void => {
    for (const watcher of [...room]) watcher.tell(frame);
  };

  const lookAtStates = async (withFigures: boolean): Promise<void> => {
    const states = await deps.states();
    const now = clock.now();
    const news: { -readonly [Key in keyof Frame]: Frame[Key] } = { at: states.at };
    const isNew = (part: Part): boolean => {
      const before = known.get(part);
      const isTold = before && !differs(before.value, states[part], (now - before.at) / 1000, !withFigures);
      if (!isTold) known.set(part, { value: states[part], at: now });
      return !isTold;
    };
    if (isNew("answers")) news.answers = states.answers;
    if (isNew("health")) news.health = states.health;
    if (isNew("models")) news.models = states.models;
    if (isNew("sources")) news.sources = states.sources;
    if (Object.keys(news).length > 1) for (const room of rooms.values()) tellAll(room, news);
  };

  const lookAtFigures = async (): Promise<void> => {
    for (const [window, room] of rooms) {
      if (room.size === 0) continue;
      // The slot before the newest is told again: other servers hand over a little late, and a clock may have been set back.
      const since = Math.min(told.get(window) ?? Number.POSITIVE_INFINITY, clock.wall()) - slotMsOf(window);
      const { stats, series } = await deps.figures(window, since);
      const newest = series.slots.at(-1);
      if (newest) told.set(window, Date.parse(newest.at));
      tellAll(room, { at: new Date(clock.wall()).toISOString(), stats, series });
    }
  };

  const look = async (): Promise<void> => {
    if (looking) {
      again = true;
      return;
    }
    looking = true;
    lookedAt = clock.now();
    try {
      const withFigures = clock.now() - figuresAt >= FIGURES_EVERY_MS;
      if (withFigures) figuresAt = clock.now();
      await lookAtStates(withFigures);
      if (withFigures) await lookAtFigures();
    } catch (cause) {
      deps.report("live_look_failed", { cause });
    } finally {
      looking = false;
    }
    if (count() > 0) plan(again ? soonMs() : STATES_EVERY_MS);
    again = false;
  };

  /** The next look is not later than this. */
  const plan = (ms: number): void => {
    const at = clock.now() + ms;
    if (cancel !== null && due <= at) return;
    cancel?.();
    due = at;
    cancel = after(ms, () => {
      cancel = null;
      due = Number.POSITIVE_INFINITY;
      void look();
    });
  };

  const rest = (): void => {
    cancel?.();
    cancel = null;
    stopIncidents?.();
    stopIncidents = null;
    known.clear();
    told.clear();
  };

  return {
    watch(window, watcher) {
      if (closed) {
        watcher.over();
        return () => {};
      }
      const room = rooms.get(window);
      room?.add(watcher);
      stopIncidents ??= deps.incidents((incidents) => {
        const frame = { at: new Date(clock.wall()).toISOString(), incidents: [...incidents] };
        for (const each of rooms.values()) tellAll(each, frame);
      });
      plan(STATES_EVERY_MS);
      return () => {
        room?.delete(watcher);
        if (count() === 0) rest();
      };
    },
    soon() {
      if (closed || count() === 0) return;
      if (looking) again = true;
      else plan(soonMs());
    },
    watchers: count,
    close() {
      closed = true;
      for (const room of rooms.values()) for (const watcher of [...room]) watcher.over();
      rest();
    },
  };
}
