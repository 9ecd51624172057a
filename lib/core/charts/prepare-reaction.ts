import { type Candles, placeOf } from "../market/candles";

const HOUR_MS = 3_600_000;
/** Hours after the entry at which a price is looked up. */
const hoursAfter = [1, 4, 24] as const;

export interface ReactionStep {
  readonly hours: number;
  /**
   * known: `changePct` tells it. not_yet: the hour has not ended. behind: it has, and the source has no candle that new. missing: the
   * source has newer ones, and none for it.
   */
  readonly state: "known" | "not_yet" | "behind" | "missing";
  /** Close of the last hour against the open of the first, in percent; null unless it is known. */
  readonly changePct: number | null;
}

export interface Reaction {
  /** Opening of the first hour that began when the story was known, milliseconds since the epoch. */
  readonly entryAt: number;
  /** Open of that hour; null where there is none. */
  readonly entry: number | null;
  readonly steps: readonly ReactionStep[];
}

interface Asked {
  /** When the story was first seen here, milliseconds since the epoch. */
  readonly seenAt: number;
  readonly now: number;
  /** Hourly, oldest first. */
  readonly candles: Pick<Candles, "time" | "open" | "close">;
  /** Opening of the newest candle of the source. */
  readonly newest: number;
  /** Candles that open then or later cover a part of their time only; null where all are whole. */
  readonly partialFrom: number | null;
}

/** Opening of the first hour that begins when the story is known: seen exactly at an opening it is known there. */
export const entryOf = (seenAt: number): number => Math.ceil(seenAt / HOUR_MS) * HOUR_MS;

/** The last moment that a reaction needs: candles that open before it. */
export const endOf = (seenAt: number): number => entryOf(seenAt) + Math.max(...hoursAfter) * HOUR_MS;

/** What a price did in the hours after a story was first seen: from an open that came after it, never from before. */
export function prepareReaction({ seenAt, now, candles, newest, partialFrom }: Asked): Reaction {
  const entryAt = entryOf(seenAt);
  const valueAt = (column: "open" | "close", time: number): number | null => {
    const at = placeOf(candles.time, time);
    return candles.time[at] === time ? (candles[column][at] ?? null) : null;
  };
  const entry = valueAt("open", entryAt);
  const whole = partialFrom === null ? newest : Math.min(newest, partialFrom - 1);
  return {
    entryAt,
    entry,
    steps: hoursAfter.map((hours): ReactionStep => {
      const last = entryAt + (hours - 1) * HOUR_MS;
      const none = (state: "not_yet" | "behind" | "missing") => ({ hours, state, changePct: null });
      if (now < last + HOUR_MS) return none("not_yet");
      if (last > whole) return none("behind");
      const close = valueAt("close", last);
      if (entry === null || close === null || entry <= 0) return none("missing");
      return { hours, state: "known", changePct: (close / entry - 1) * 100 };
    }),
  };
}

/** Whether a later look may tell more: an hour is to end, or the source is late with it. */
export const mayChange = ({ steps }: Reaction): boolean =>
  steps.some(({ state }) => state === "not_yet" || state === "behind");
