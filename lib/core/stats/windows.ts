const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** How fine time is told apart, and for how long: figures grow coarser as they age, and go when they are old. */
export const levels = [
  { slotMs: 10 * SECOND, keptMs: 15 * MINUTE },
  { slotMs: 5 * MINUTE, keptMs: 24 * HOUR },
  { slotMs: 2 * HOUR, keptMs: 30 * 24 * HOUR },
] as const;

/** How far a window reaches back, in milliseconds. Each ends where a level does. */
export const windowMs = {
  "15m": levels[0].keptMs,
  "24h": levels[1].keptMs,
  "30d": levels[2].keptMs,
} as const;

export type WindowName = keyof typeof windowMs;

/** How finely a window is told apart, in milliseconds. */
export const slotMsOf = (window: WindowName): number =>
  levels.find(({ keptMs }) => keptMs === windowMs[window])?.slotMs ?? levels[0].slotMs;
