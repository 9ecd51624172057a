import { fail, type Result } from "./errors";

/**
 * Runs work under a deadline of `ms` and under its caller's signal. Whichever comes first aborts the signal that the
 * work is given and ends the wait, even when the work pays no heed. Errors: deadline_exceeded, cancelled, the work's own.
 */
export async function withDeadline<T>(
  caller: AbortSignal,
  ms: number,
  work: (signal: AbortSignal) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (caller.aborted) return cancelled;
  const controller = new AbortController();
  let end: (outcome: Result<never>) => void = () => {};
  const ended = new Promise<Result<never>>((resolve) => {
    end = resolve;
  });
  const stop = (outcome: Result<never>): void => {
    end(outcome);
    controller.abort();
  };
  const leave = (): void => stop(cancelled);
  const late = fail("deadline_exceeded", `No answer within ${ms / 1000} seconds.`);
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

const cancelled = fail("cancelled", "The request was cancelled.");
