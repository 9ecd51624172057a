/** What a browser says of the machine that it runs on. Everything in it is shown on the page and stands in the file. */
export interface DeviceFacts {
  /** "Chrome 141": the brand and its main version. */
  readonly browser: string;
  /** "Linux", "Android, phone". */
  readonly platform: string;
  readonly cores: number | null;
  /** Gigabytes, a class that the browser rounds to; null where it tells none. */
  readonly memoryGb: number | null;
  readonly simd: boolean;
  /** Whether the page may share memory between threads. The readers use one all the same. */
  readonly threads: boolean;
  /** Smallest step of the clock that times were taken with, milliseconds. */
  readonly clockStepMs: number;
}

/** What was measured of one reader, in milliseconds. */
export interface Measured {
  /** From asking for its files until its golden sentences were read; null where nothing had to be fetched, or the page was hidden meanwhile. */
  readonly fetchedMs: number | null;
  /** The same with files that were on this device. */
  readonly keptMs: number | null;
  /** Texts that were read one by one, and how often each, so that the clock's step does not count. */
  readonly texts: number;
  readonly repeats: number;
  /** Of the mean times of the texts. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Texts of one call, and how many of them are read in a second. */
  readonly batch: number;
  readonly textsPerS: number;
  readonly goldenRight: number;
  readonly goldenOf: number;
}

export interface DeviceResult extends Measured {
  readonly key: string;
  readonly name: string;
  /** On the Hub owner/name, else the name of this project. */
  readonly id: string;
  readonly revision: string;
  readonly dtype: string | null;
  /** Weights, megabytes; null where it has none. */
  readonly sizeMb: number | null;
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
}

/** What was measured on this device: the latest of each reader. */
export interface DeviceRun {
  readonly facts: DeviceFacts;
  readonly results: readonly DeviceResult[];
}

/** Readers that are kept; there are fewer. */
export const MOST_RESULTS = 16;
