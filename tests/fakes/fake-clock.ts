import type { Clock } from "@/lib/core/ports";

interface FakeClock extends Clock {
  /** Moves both times on. */
  pass(ms: number): void;
  /** Sets the wall clock off, as a person or a time server does; the monotonic one goes on. */
  setOff(ms: number): void;
}

export function fakeClock(wall = Date.UTC(2026, 0, 15)): FakeClock {
  const live = { now: 1_000, wall };
  return {
    now: () => live.now,
    wall: () => live.wall,
    pause: () => Promise.resolve(),
    pass(ms) {
      live.now += ms;
      live.wall += ms;
    },
    setOff(ms) {
      live.wall += ms;
    },
  };
}
