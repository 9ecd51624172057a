import { failed, type Outcome } from "../../core/failure";
import { endWithin } from "../../core/with-deadline";
import { errorCode } from "../files/error-code";

export interface SharedWork {
  /** Runs work once for all who want it at the same time. It goes on when they leave: what it brings is kept for the next. */
  run<T>(key: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
  /** Waits for work as long as the caller does. */
  wait<T>(signal: AbortSignal, work: Promise<Outcome<T>>): Promise<Outcome<T>>;
  settled(): Promise<void>;
}

/** Work by key, bounded in number. Keys of one kind of result differ from those of others. */
export function createSharedWork({ most, waitMs }: { readonly most: number; readonly waitMs: number }): SharedWork {
  const running = new Map<string, Promise<Outcome<unknown>>>();
  return {
    async run<T>(key: string, work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
      const known = running.get(key);
      // A key stands for one kind of work, which gives one kind of result.
      if (known !== undefined) return known as Promise<Outcome<T>>;
      if (running.size >= most) return failed("busy", { retryAfterS: 1 });
      const flight = Promise.resolve()
        .then(work)
        .catch((cause: unknown) =>
          errorCode(cause) === "unknown"
            ? failed("internal", { cause })
            : failed("unavailable", { detail: "there is nowhere to write it to", cause }),
        )
        .finally(() => running.delete(key));
      running.set(key, flight);
      return flight;
    },
    wait: (signal, work) =>
      endWithin<Awaited<typeof work>>(
        { signal, ms: waitMs, late: failed("timed_out"), gone: failed("cancelled") },
        () => work,
      ),
    async settled() {
      await Promise.allSettled(running.values());
    },
  };
}
