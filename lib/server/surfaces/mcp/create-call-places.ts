import { setTimeout } from "node:timers/promises";
import type { AnyFunction } from "../../../contracts/functions";
import { fail, ok, type Result } from "../../../core/errors";
import { createStreamDoor, type StreamDoor } from "../../../core/gradio/create-stream-door";

/** Calls under way. */
export interface CallPlaces {
  /** Gives how to free the place. Waits a little for one of the function's. Errors: unavailable; cancelled (the caller has left). */
  enter(contract: AnyFunction, client: string, signal: AbortSignal): Promise<Result<() => void>>;
}

const MOST_CALLS = 200;
const MOST_OF_ONE = 50;
/** Of the places of a function one client takes no more than this part, as in Gradio's queue. */
const SHARE = 0.75;

/** Agents call the same function several times at once, and go on with what they have where a call fails. */
const WAIT_MS = 10_000;
const LOOK_MS = 25;

/** Bounds the calls under way: all of them, those of one client, and those of one function by its `concurrency`. */
export function createCallPlaces(): CallPlaces {
  const all = createStreamDoor({ most: MOST_CALLS, mostOfOne: MOST_OF_ONE });
  const doors = new Map<string, StreamDoor>();
  const doorOf = ({ name, concurrency }: AnyFunction): StreamDoor => {
    const known = doors.get(name);
    if (known) return known;
    const door = createStreamDoor({ most: concurrency, mostOfOne: Math.max(1, Math.floor(concurrency * SHARE)) });
    doors.set(name, door);
    return door;
  };
  return {
    async enter(contract, client, signal) {
      const leave = all.enter(client);
      if (typeof leave === "string") return full(leave, "calls");
      const door = doorOf(contract);
      const until = performance.now() + WAIT_MS;
      let left = door.enter(client);
      while (typeof left === "string" && performance.now() < until && !signal.aborted) {
        await setTimeout(LOOK_MS);
        left = door.enter(client);
      }
      if (typeof left === "string") {
        leave();
        if (signal.aborted) return fail("cancelled", "The call was cancelled.");
        return full(left, `calls of ${contract.name}`);
      }
      return ok(() => {
        left();
        leave();
      });
    },
  };
}

const full = (whose: "own" | "all", what: string): Result<never> =>
  fail("unavailable", `Too many ${what} ${whose === "own" ? "of yours " : ""}are under way; ask again in a moment.`, {
    retryAfterS: 1,
  });
