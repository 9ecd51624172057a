import type { Clock } from "../ports";

/** Long work of one thread lets others in after so many milliseconds. */
const STRETCH_MS = 15;

/** Asked often within long work: pauses when it has worked for a while. False: the caller has left. */
export function createBreath(clock: Pick<Clock, "now" | "pause">, signal: AbortSignal): () => Promise<boolean> {
  let since = clock.now();
  return async () => {
    if (clock.now() - since >= STRETCH_MS) {
      await clock.pause();
      since = clock.now();
    }
    return !signal.aborted;
  };
}
