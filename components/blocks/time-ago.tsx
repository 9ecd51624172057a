"use client";

import { useEffect, useState } from "react";
import { spanWords } from "@/lib/core/words/span-words";

const EVERY_MS = 30_000;

/** One clock for all that are on a page, however many. */
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** "9 h ago"; never below zero, whatever the clocks say. */
export function agoWords(at: number, now: number): string {
  const passed = Math.max(0, now - at);
  return passed < 60_000 ? "just now" : `${spanWords(passed)} ago`;
}

/** "2026-01-04 13:05 UTC". */
export const momentWords = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

interface TimeAgoProps {
  readonly at: number;
  readonly oldAfterMs?: number;
  /** What hovering tells, where that is more than the moment. */
  readonly title?: string;
}

/** How long ago, with the moment itself on hover; marked where it is longer than it should be. */
export function TimeAgo({ at, oldAfterMs = Number.POSITIVE_INFINITY, title }: TimeAgoProps) {
  const [{ now, isHere }, setNow] = useState(() => ({ now: Date.now(), isHere: false }));
  useEffect(() => {
    const tick = () => setNow({ now: Date.now(), isHere: true });
    tick();
    return onTick(tick);
  }, []);
  return (
    // The server said it before, or a page that was kept days ago: what it said is let stand at first, and then replaced as a whole.
    <time
      key={isHere ? "here" : "there"}
      dateTime={new Date(at).toISOString()}
      title={title ?? momentWords(at)}
      className={now - at > oldAfterMs ? "text-warn" : undefined}
      // The server said it some seconds before, in its own zone.
      suppressHydrationWarning
    >
      {agoWords(at, now)}
    </time>
  );
}
