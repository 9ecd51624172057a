"use client";

import { createContext, useContext } from "react";

interface PointedTime {
  /** The place that is read off; null: none is pointed at. */
  readonly pointed: number | null;
  /** Whose values legends show: the newest where none is pointed at. */
  readonly place: number | null;
}

/** Goes past the panels to their legends and crosshairs: pointing draws nothing else anew. */
export const PointedTimeContext = createContext<PointedTime>({ pointed: null, place: null });

export const usePointedTime = (): PointedTime => useContext(PointedTimeContext);
