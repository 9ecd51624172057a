/** Allows retries as a share of first attempts, so that a storm is never made worse by more than that. */
export interface RetryBudget {
  /** Notes a first attempt. */
  earn(): void;
  has(): boolean;
  take(): boolean;
}

/** A token bucket: each first attempt earns `share` of a retry, at most `most` are saved up. It starts empty. */
export function createRetryBudget(share: number, most: number): RetryBudget {
  let saved = 0;
  // Tenths do not add up to 1 exactly.
  const has = (): boolean => saved > 1 - 1e-9;
  return {
    earn() {
      saved = Math.min(most, saved + share);
    },
    has,
    take() {
      if (!has()) return false;
      saved -= 1;
      return true;
    },
  };
}
