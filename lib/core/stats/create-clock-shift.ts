import { levels } from "./windows";

const [{ slotMs: STEP_MS }] = levels;

/**
 * How far slots that were placed by another clock are moved, in milliseconds: in steps of ten seconds, and anew only where it is off by more
 * than three quarters of one. A slot keeps its time from one look to the next, though no two looks find the same difference.
 */
export function createClockShift(): (offMs: number) => number {
  let shift = 0;
  return (offMs) => {
    if (Math.abs(offMs - shift) > 0.75 * STEP_MS) shift = Math.round(offMs / STEP_MS) * STEP_MS;
    return shift;
  };
}
