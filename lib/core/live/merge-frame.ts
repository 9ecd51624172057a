import type { Frame, Overview } from "../../contracts/functions/overview";
import type { SeriesAnswer } from "../../contracts/functions/stats-series";
import { windowMs } from "../stats/windows";
import { mergeIncidents } from "./merge-incidents";

/** As many as a whole overview has. */
const MOST_INCIDENTS = 50;
/** Longer windows have fewer slots; a server that sends more than this is not believed. */
const MOST_SLOTS = 400;

/**
 * What is known after a frame: parts that came replace the old ones, slots of the series take their place by time, incidents are put in
 * front. What did not come stays the same object.
 */
export function mergeFrame(held: Overview, frame: Frame): Overview {
  const { series, incidents, ...parts } = frame;
  return {
    ...held,
    ...parts,
    series: series ? mergeSeries(held.series, series) : held.series,
    incidents: incidents ? [...mergeIncidents(held.incidents, incidents, MOST_INCIDENTS)] : held.incidents,
  };
}

/** Of another window it is a series of its own. */
function mergeSeries(held: SeriesAnswer, fresh: SeriesAnswer): SeriesAnswer {
  if (held.window !== fresh.window) return fresh;
  const slots = new Map([...held.slots, ...fresh.slots].map((slot) => [Date.parse(slot.at), slot]));
  const to = Date.parse(fresh.to);
  const from = to - windowMs[fresh.window];
  const within = [...slots.entries()]
    .filter(([at, { seconds }]) => at + seconds * 1000 > from)
    .sort(([a], [b]) => a - b)
    .slice(-MOST_SLOTS);
  return { ...fresh, from: new Date(from).toISOString(), slots: within.map(([, slot]) => slot) };
}
