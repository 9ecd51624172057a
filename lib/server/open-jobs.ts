import { createFileJobs, type FileJobsOptions } from "../adapters/jobs/create-file-jobs";
import { createRedisJobs } from "../adapters/jobs/create-redis-jobs";
import type { Jobs } from "../core/jobs/jobs";
import type { Clock, Report } from "../core/ports";
import type { Trace } from "../core/trace";
import type { SentimentDeps } from "../services/analyze-sentiment";
import { readChunk } from "../services/read-chunk";
import type { Env } from "./env";

const HOUR_MS = 3_600_000;
const MEGABYTE = 1_000_000;

/** Jobs are kept in Redis where there is one, else in a folder. Nothing is opened yet. */
export function openJobs(options: {
  readonly env: Env;
  readonly clock: Clock;
  readonly warn: Report;
  readonly debug: Report;
  readonly sentiment: SentimentDeps;
  readonly trace: Trace;
}): Jobs {
  const { env, clock, warn, debug, sentiment, trace } = options;
  const common = {
    // Whoever made a job, or made the one before it, is no part of the work on it.
    read: (texts, options, signal) =>
      trace.detached(async () => {
        const reading = await readChunk({ deps: sentiment, texts, options, signal });
        if (reading.ok) debug("job_chunk_read", { texts: texts.length });
        return reading;
      }),
    warn,
    clock,
    keepMs: env.JOBS_KEEP_H * HOUR_MS,
    mostBytes: env.JOBS_MAX_MB * MEGABYTE,
  } satisfies Omit<FileJobsOptions, "dir">;
  return (
    (env.REDIS_URL === undefined ? null : createRedisJobs({ ...common, url: env.REDIS_URL })) ??
    createFileJobs({ ...common, dir: env.DATA_DIR })
  );
}
