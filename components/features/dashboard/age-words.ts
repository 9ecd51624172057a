import { spanWords } from "@/lib/core/words/span-words";

/** How old something was by the clock that told both times; never younger than now. */
export const ageWords = (at: string, now: string): string => spanWords(Math.max(0, Date.parse(now) - Date.parse(at)));

/** "every 5 min", "every 24 h": a cadence in hours. */
export function cadenceWords(hours: number): string {
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`;
  return `${Number(hours.toFixed(1))} h`;
}
