import PQueue from "p-queue";

/** So many at once, and a short queue behind them. */
export interface Turns {
  /** Runs work when its turn comes. Null: too many wait already, or the caller left before it began. */
  take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T | null>;
}

export function createTurns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Turns {
  const queue = new PQueue({ concurrency: atOnce });
  return {
    async take(signal, work) {
      if (signal.aborted || queue.size >= waiting) return null;
      // The queue gives a place up on this signal, and must not touch work that has begun: that ends as its own signal says.
      const leaving = new AbortController();
      const leave = (): void => leaving.abort();
      signal.addEventListener("abort", leave);
      try {
        return await queue.add(
          () => {
            signal.removeEventListener("abort", leave);
            return work();
          },
          { signal: leaving.signal },
        );
      } catch (cause) {
        if (!leaving.signal.aborted) throw cause;
        return null;
      } finally {
        signal.removeEventListener("abort", leave);
      }
    },
  };
}
