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
      let begun = false;
      try {
        return await queue.add(
          () => {
            begun = true;
            return work();
          },
          { signal },
        );
      } catch (cause) {
        // Work that began says itself how it ends.
        if (begun || !signal.aborted) throw cause;
        return null;
      }
    },
  };
}
