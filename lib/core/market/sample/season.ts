// How busy each hour of a day is, UTC: quiet after New York has closed, busiest while London and New York are both open.
const byHour = [
  1.05, 0.95, 0.88, 0.83, 0.8, 0.8, 0.83, 0.93, 1.02, 1.02, 0.98, 0.98, 1.1, 1.3, 1.5, 1.5, 1.38, 1.22, 1.08, 1, 0.95,
  0.9, 0.88, 0.92,
];
// The epoch was a Thursday.
const byDay = [1.07, 1.05, 0.78, 0.8, 1.08, 1.1, 1.12];

/** How busy each hour of a week is, 1 on average; the first is the hour that began the epoch. */
export const season: readonly number[] = byDay.flatMap((day) => byHour.map((hour) => day * hour));

export const HOURS_OF_WEEK = season.length;
