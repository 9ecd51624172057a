import { fail, type Result } from "./errors";

/**
 * Runs work under a deadline of `ms` and under its caller's signal. Whichever comes first aborts the signal that the
 * work is given and ends the wait with `late` or `gone`, even when the work pays no heed.
 */
export async function endWithin<R>(
  { signal: caller, ms, late, gone }: { signal: AbortSignal; ms: number; late: R; gone: R },
  work: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  if (caller.aborted) return gone;
  const controller = new AbortController();
  let end: (outcome: R) => void = () => {};
  const ended = new Promise<R>((resolve) => {
    end = resolve;
  });
  const stop = (outcome: R): void => {
    end(outcome);
    controller.abort();
  };
  const leave = (): void => stop(gone);
  const timer = setTimeout(() => stop(late), ms);
  caller.addEventListener("abort", leave, { once: true });
  try {
    return await Promise.race([ended, work(controller.signal)]);
  } finally {
    // By hand: AbortSignal.any and AbortSignal.timeout keep a whole request alive long after its answer.
    clearTimeout(timer);
    caller.removeEventListener("abort", leave);
  }
}

/** The same for a verb, with errors of the API: deadline_exceeded, cancelled, the work's own. */
export const withDeadline = <T>(
  signal: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<Result<T>>,
): Promise<Result<T>> =>
  endWithin<Result<T>>(
    {
      signal,
      ms,
      late: fail("deadline_exceeded", `No answer within ${ms / 1000} seconds.`),
      gone: fail("cancelled", "The request was cancelled."),
    },
    work,
  );
