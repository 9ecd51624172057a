import type { CallEvent } from "../ports";
import { readDone } from "../read-done";
import type { ProgressUnit } from "./messages";

/** How far a call is, by what it told; null where it told something else. `unit`: what it counts. */
export function readProgress(event: CallEvent, unit: string): ProgressUnit | null {
  const read = readDone(event);
  return read && { index: read.done, length: read.total, unit, progress: null, desc: null };
}
