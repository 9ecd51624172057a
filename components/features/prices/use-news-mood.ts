"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useStateOf } from "@/components/blocks/use-state-of";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { NewsMoodAnswer } from "@/lib/contracts/functions/news-mood";
import type { Timeframe } from "@/lib/contracts/timeframes";
import { chunkMs, moodChunks } from "@/lib/core/charts/mood-chunks";
import { moodIntervalOf } from "@/lib/core/charts/mood-interval-of";
import { type NewsBars, prepareNewsMarks } from "@/lib/core/charts/prepare-news-marks";
import { pickChunks } from "./pick-chunks";

const REFRESH_MS = 120_000;
/** Chunks in memory; of more the one that came first goes. */
const KEPT = 24;

interface Held {
  readonly chunks: ReadonlyMap<number, NewsMoodAnswer>;
  readonly problem: ApiError | null;
}
const nothing: Held = { chunks: new Map(), problem: null };

export interface NewsMoodState {
  /** Null where none is wanted, or where it must not be drawn on these prices. */
  readonly bars: NewsBars | null;
  /** The news is sample and the prices are not, or the other way round. */
  readonly isMixed: boolean;
  readonly sample: boolean;
  readonly asking: boolean;
  readonly problem: ApiError | null;
  /** The view is wider than what is asked for. */
  readonly isCut: boolean;
  /** To be told what is in view; undefined where nobody looks. */
  readonly onSpan: ((span: readonly [number, number]) => void) | undefined;
  readonly retry: () => void;
}

interface Wanted {
  readonly on: boolean;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Openings of the candles that are drawn. */
  readonly time: Float64Array | undefined;
  /** Whether the prices are sample data. */
  readonly sample: boolean;
}

/** Counts of stories for the candles in view, a chunk at a time; older ones as one scrolls. Asks nobody while it is off. */
export function useNewsMood({ on, symbol, timeframe, time, sample }: Wanted): NewsMoodState {
  const api = useApi();
  const interval = moodIntervalOf(timeframe);
  const [held, setHeld] = useStateOf<Held>(`${symbol} ${interval}`, nothing);
  const [span, setSpan] = useStateOf<readonly [number, number] | null>(`${symbol} ${timeframe}`, null);
  const [tries, setTries] = useState(0);
  const plan = useMemo(() => (on && span ? moodChunks(span, interval) : null), [on, span, interval]);
  const wanted = plan?.starts.join(" ") ?? "";
  const picked = useMemo(() => pickChunks(held.chunks, sample), [held.chunks, sample]);
  const latest = useRef(picked);
  useEffect(() => {
    latest.current = picked;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another try asks once more
  useEffect(() => {
    if (wanted === "") return;
    const mine = new AbortController();
    const starts = wanted.split(" ").map(Number);
    let isBusy = false;
    const load = async (some: readonly number[]) => {
      if (isBusy) return;
      isBusy = true;
      for (const start of some) {
        const [from, to] = [start, start + chunkMs(interval)].map((at) => new Date(at).toISOString());
        const result = await api.call("news_mood", { symbol, interval, from, to }, { signal: mine.signal });
        if (mine.signal.aborted) return;
        setHeld(({ chunks }) =>
          result.ok ? { chunks: keep(chunks, start, result.value), problem: null } : { chunks, problem: result.error },
        );
        // The others would fail alike, or must not be drawn either.
        if (!result.ok || result.value.archive.sample !== sample) break;
      }
      isBusy = false;
    };
    const missing = () => starts.filter((start) => !latest.current.held.has(start));
    void load(missing());
    const timer = setInterval(() => {
      if (!document.hidden) void load([...new Set([...starts.slice(0, 1), ...missing()])]);
    }, REFRESH_MS);
    return () => {
      mine.abort();
      clearInterval(timer);
    };
  }, [api, symbol, interval, wanted, sample, tries, setHeld]);

  const isMixed = on && picked.isMixed;
  const bars = useMemo(() => {
    if (!on || isMixed || !time) return null;
    const length = chunkMs(interval);
    const chunks = [...picked.held];
    const covered = chunks.map(([start]) => [start, start + length] as const);
    return prepareNewsMarks(
      chunks.flatMap(([, { buckets }]) => buckets),
      covered,
      time,
      timeframe,
    );
  }, [on, isMixed, picked.held, time, timeframe, interval]);
  const retry = useCallback(() => setTries((before) => before + 1), []);
  const starts = plan?.starts ?? [];
  return {
    bars,
    isMixed,
    sample: picked.sample,
    asking: on && !isMixed && held.problem === null && (!plan || starts.some((start) => !picked.held.has(start))),
    problem: on ? held.problem : null,
    isCut: plan?.isCut === true,
    onSpan: on ? setSpan : undefined,
    retry,
  };
}

/** With one more, the newest to come last; the first to come goes where they are too many. */
function keep(
  chunks: ReadonlyMap<number, NewsMoodAnswer>,
  start: number,
  answer: NewsMoodAnswer,
): ReadonlyMap<number, NewsMoodAnswer> {
  const next = new Map(chunks);
  next.delete(start);
  next.set(start, answer);
  for (const oldest of next.keys()) {
    if (next.size <= KEPT) break;
    next.delete(oldest);
  }
  return next;
}
