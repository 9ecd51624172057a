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
  /** How often it is looked whether something that is out may be probed. */
  readonly lookMs: number;
  /** How long after a probe that may have cost something the next one waits; it doubles up to the longest. */
  readonly probeAgainMs: number;
  readonly longestProbeWaitMs: number;
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
  lookMs: 1_000,
  probeAgainMs: 60_000,
  longestProbeWaitMs: 600_000,
};
