import type { StudyClock } from "../../contracts/news-words";
import { type Label, labels } from "../../contracts/verdict";
import type { NewsEvent } from "../news/news-archive";
import type { Returns } from "./measure-returns";
import type { LeftOut } from "./study";

const MINUTE = 60_000;

/** Places of bars at whose open each label's events begin: ascending, each once. */
export interface PlacedEvents {
  readonly places: ReadonlyMap<Label, Int32Array>;
  readonly leftOut: LeftOut;
}

/**
 * Puts each event at the first opening at which it was known. Seen exactly at an opening it was known there; what a source says is told
 * to the minute, so it counts from the end of that minute: published 12:00 begins at 13:00, published 11:59 at 12:00.
 */
export function placeEvents(events: readonly NewsEvent[], returns: Returns, times: StudyClock): PlacedEvents {
  const entries = returns.after[0] ?? new Float64Array(0);
  const found = new Map<Label, Set<number>>(labels.map((label) => [label, new Set()]));
  let [withoutCandles, overlapping, withoutTime] = [0, 0, 0];
  for (const event of events) {
    const known = knownAt(event, times);
    if (known === null) {
      withoutTime++;
      continue;
    }
    const place = Math.ceil((known - returns.start) / returns.step);
    const group = found.get(event.label);
    if (Number.isNaN(entries[place] ?? Number.NaN) || group === undefined) withoutCandles++;
    else if (group.has(place)) overlapping++;
    else group.add(place);
  }
  const places = new Map([...found].map(([label, group]) => [label, Int32Array.from(group).sort()]));
  return { places, leftOut: { withoutCandles, overlapping, withoutTime } };
}

function knownAt({ firstSeenAt, publishedAt }: NewsEvent, times: StudyClock): number | null {
  if (times === "first_seen") return Number.isFinite(firstSeenAt) ? firstSeenAt : null;
  if (publishedAt === null || !Number.isFinite(publishedAt)) return null;
  return Math.floor(publishedAt / MINUTE) * MINUTE + MINUTE - 1;
}
