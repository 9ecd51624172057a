import type { CallEvent } from "../ports";
import { readDone } from "../read-done";

/** How far a call is. */
export interface Progress {
  readonly progress: number;
  readonly total?: number;
  readonly message: string;
}

/** How far a call is by what it tells; null where that says nothing of it. */
export function toProgress(told: CallEvent): Progress | null {
  const { event, data } = told;
  if (event === "first" && typeof data === "object" && data !== null && "label" in data)
    return { progress: 1, total: 2, message: `At first sight: ${data.label}.` };
  const read = readDone(told);
  if (read === null) return null;
  const { done, total, state } = read;
  return { progress: done, total, message: `${done} of ${total}${state === undefined ? "" : `, ${state}`}.` };
}
