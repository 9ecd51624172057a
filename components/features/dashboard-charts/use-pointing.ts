"use client";

import { useCallback, useMemo, useState } from "react";
import type { LiveFrame } from "@/lib/core/charts/prepare-frame";

/**
 * Which time is read off: one that was chosen, by the slider or a finger, stays until another is; while something hovers over a chart it
 * is the one there. Times, not places: they stay where they are while the axis moves on.
 */
export function usePointing(frame: Pick<LiveFrame, "from" | "slotMs" | "newest" | "latest">) {
  const { from, slotMs, newest, latest } = frame;
  const [hovered, setHovered] = useState<number | null>(null);
  const [kept, setKept] = useState<number | null>(null);
  const timeOf = useCallback(
    (place: number | null): number | null => (place === null ? null : from + place * slotMs),
    [from, slotMs],
  );
  const onHover = useCallback((place: number | null) => setHovered(timeOf(place)), [timeOf]);
  // The newest place is now, which goes on.
  const onChoose = useCallback(
    (place: number | null) => setKept(place === newest ? null : timeOf(place)),
    [timeOf, newest],
  );
  const placeOf = (time: number | null): number | null => {
    const place = time === null ? -1 : Math.round((time - from) / slotMs);
    return place >= 0 && place <= newest ? place : null;
  };
  const chosen = placeOf(kept);
  const pointed = placeOf(hovered) ?? chosen;
  const shown = useMemo(() => ({ pointed, place: pointed ?? latest }), [pointed, latest]);
  return { shown, chosen, onHover, onChoose };
}
