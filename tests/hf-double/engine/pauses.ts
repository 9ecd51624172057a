import type { ServerResponse } from "node:http";
import type { Pause } from "./deliver";
import { LONGEST_MS } from "./longest-ms";

/** What is needed of a reply. */
interface Reply extends Pick<ServerResponse, "destroyed"> {
  once(event: "close", heard: () => void): unknown;
  off(event: "close", heard: () => void): unknown;
}

interface Pauses {
  /** Pauses of one reply: cut short when its connection closes. */
  open(response: Reply): Pause;
  /** Wakes everyone who waits, for good. */
  end(): void;
}

/** Waiting that never outlives the connection or the double. */
export function createPauses(): Pauses {
  const waking = new Set<() => void>();
  let ended = false;
  return {
    open: (response) => (ms) =>
      new Promise((resolve) => {
        if (ended || response.destroyed) {
          resolve(false);
          return;
        }
        const settle = (stays: boolean) => () => {
          clearTimeout(timer);
          waking.delete(leave);
          response.off("close", leave);
          resolve(stays);
        };
        const leave = settle(false);
        const timer = setTimeout(settle(Number.isFinite(ms)), Math.min(ms, LONGEST_MS));
        waking.add(leave);
        response.once("close", leave);
      }),
    end() {
      ended = true;
      for (const wake of [...waking]) wake();
    },
  };
}
