/** How patient calls to a host are. */
export interface PolicySettings {
  /** Longest time of one attempt, in milliseconds. */
  readonly attemptMs: number;
  /** Attempts of one call, the first included. */
  readonly attempts: number;
  /** Retries as a share of first attempts. */
  readonly extraTraffic: number;
  /** Calls on their way at once, and calls that may wait for their turn. */
  readonly concurrent: number;
  readonly waiting: number;
  /** How long a failing model is left alone; and when its trial fails, or when it fails within a minute of having come back. */
  readonly openMs: number;
  readonly openAgainMs: number;
  /** How long a refused key closes the host. */
  readonly refusedMs: number;
}

/**
 * A failing upstream is asked after half a minute, then once a minute: at most four changes of state in any minute, and back within a
 * minute of its recovery.
 */
export const policySettings: PolicySettings = {
  attemptMs: 1_500,
  attempts: 3,
  extraTraffic: 0.1,
  concurrent: 32,
  waiting: 64,
  openMs: 30_000,
  openAgainMs: 60_000,
  refusedMs: 600_000,
};
