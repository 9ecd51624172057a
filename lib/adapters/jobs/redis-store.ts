import type { Redis } from "ioredis";
import type { JobState } from "../../contracts/job";
import { hasEnded } from "../../contracts/job";
import type { PaceMark } from "../../core/jobs/job-pace";
import type { JobLook, JobOptions, JobTally } from "../../core/jobs/jobs";
import type { PackedJob } from "./pack-job";

/** What never changes of a job. */
export interface RedisSpec {
  readonly options: JobOptions;
  readonly starts: readonly number[];
  readonly fingerprint: string;
  readonly keyHash: string | null;
  readonly createdAt: number;
}

/** What does. Times are milliseconds since the epoch. */
export interface RedisState {
  readonly state: JobState;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly error: JobLook["error"];
  readonly tally: JobTally;
  /** How many chunks have results. */
  readonly chunks: number;
  readonly marks: readonly PaceMark[];
}

export interface RedisJob {
  readonly spec: RedisSpec;
  readonly state: RedisState;
}

interface ChunkResult {
  readonly chunk: number;
  readonly bytes: Buffer;
}

export interface RedisStore {
  get(id: string): Promise<RedisJob | null>;
  /**
   * Changes a job, and keeps the results of a chunk with it, as one step. `next` is asked again where another replica was faster; null
   * leaves everything as it is. Gives the job as it stands then; null where there is none.
   */
  change(id: string, next: (job: RedisJob) => RedisState | null, result?: ChunkResult): Promise<RedisJob | null>;
  /** Takes a job on, or gives the id of the one that its key belongs to. */
  publish(id: string, spec: RedisSpec, state: RedisState, packed: PackedJob): Promise<string>;
  byKey(keyHash: string): Promise<string | null>;
  texts(id: string, chunk: number): Promise<Buffer | null>;
  results(id: string, chunk: number): Promise<Buffer | null>;
  hasResults(id: string, chunk: number): Promise<boolean>;
  /** Numbers of the chunks that have results. */
  doneChunks(id: string): Promise<ReadonlySet<number>>;
  /** Ids of the jobs that have not ended, oldest first. */
  open(): Promise<readonly string[]>;
  /** How many jobs are kept, and how many bytes they take. */
  room(): Promise<{ readonly jobs: number; readonly bytes: number }>;
}

const PREFIX = "barometer:jobs:";
const OPEN = `${PREFIX}open`;
const KEPT = `${PREFIX}kept`;
/** Texts of a job that was never published, because its maker died, go after this. */
const UNPUBLISHED_S = 600;
/** A batch of this size is some milliseconds of Redis's time. */
const UPLOAD_BYTES = 1_000_000;

/** Everything of a change happens, or nothing: the state must still be what it was, and the chunk must have no results yet. */
const CHANGE = `
if redis.call('HGET', KEYS[1], 'state') ~= ARGV[1] then return 0 end
if ARGV[4] ~= '' then
  if redis.call('HSETNX', KEYS[2], ARGV[4], ARGV[5]) == 0 then return 2 end
  redis.call('HINCRBY', KEYS[5], ARGV[3], string.len(ARGV[5]))
end
redis.call('HSET', KEYS[1], 'state', ARGV[2])
if ARGV[6] ~= '' then
  redis.call('ZREM', KEYS[4], ARGV[3])
  for _, key in ipairs({KEYS[1], KEYS[2], KEYS[3], KEYS[6]}) do redis.call('PEXPIRE', key, ARGV[6]) end
end
return 1`;

const PUBLISH = `
if KEYS[5] ~= KEYS[1] then
  local there = redis.call('GET', KEYS[5])
  if there and redis.call('EXISTS', ARGV[6] .. there) == 1 then return there end
  redis.call('SET', KEYS[5], ARGV[1])
end
redis.call('HSET', KEYS[1], 'spec', ARGV[2], 'state', ARGV[3])
redis.call('PERSIST', KEYS[2])
redis.call('ZADD', KEYS[3], ARGV[4], ARGV[1])
redis.call('HSET', KEYS[4], ARGV[1], ARGV[5])
return ARGV[1]`;

const jobKey = (id: string): string => `${PREFIX}job:${id}`;
const textsKey = (id: string): string => `${PREFIX}texts:${id}`;
const resultsKey = (id: string): string => `${PREFIX}results:${id}`;
/** Without a key of the client the job's own name stands in, which changes nothing. */
const clientKey = (id: string, keyHash: string | null): string =>
  keyHash === null ? jobKey(id) : `${PREFIX}key:${keyHash}`;

/** Keeps jobs in Redis, for several replicas at once. Throws what the driver throws. */
export function openRedisStore(redis: Redis, keepMs: number): RedisStore {
  const getRaw = async (id: string): Promise<{ readonly job: RedisJob; readonly raw: string } | null> => {
    const [spec, raw] = await redis.hmget(jobKey(id), "spec", "state");
    if (!spec || !raw) return null;
    // Written by this program alone, under a prefix of its own.
    return { job: { spec: JSON.parse(spec), state: JSON.parse(raw) }, raw };
  };

  return {
    get: async (id) => (await getRaw(id))?.job ?? null,
    async change(id, next, result) {
      for (;;) {
        const found = await getRaw(id);
        if (found === null) return null;
        const state = next(found.job);
        if (state === null) return found.job;
        const lifetime = hasEnded(state.state) ? String(keepMs) : "";
        const keys = [jobKey(id), resultsKey(id), textsKey(id), OPEN, KEPT, clientKey(id, found.job.spec.keyHash)];
        const chunk = result === undefined ? "" : String(result.chunk);
        const bytes = result?.bytes ?? "";
        const raw = JSON.stringify(state);
        const done = await redis.eval(CHANGE, keys.length, ...keys, found.raw, raw, id, chunk, bytes, lifetime);
        if (done === 1) return { spec: found.job.spec, state };
        // Another replica has read the same chunk: its results stand.
        if (done === 2) return found.job;
      }
    },
    async publish(id, spec, state, packed) {
      let batch: (string | Buffer)[] = [];
      let size = 0;
      for (const [chunk, bytes] of packed.packs.entries()) {
        batch.push(String(chunk), bytes);
        size += bytes.length;
        if (size < UPLOAD_BYTES && chunk < packed.packs.length - 1) continue;
        await redis.hset(textsKey(id), ...batch);
        await redis.expire(textsKey(id), UNPUBLISHED_S);
        batch = [];
        size = 0;
      }
      const keys = [jobKey(id), textsKey(id), OPEN, KEPT, clientKey(id, spec.keyHash)];
      const values = [id, JSON.stringify(spec), JSON.stringify(state), spec.createdAt, packed.bytes, jobKey("")];
      const made = String(await redis.eval(PUBLISH, keys.length, ...keys, ...values));
      if (made !== id) await redis.del(textsKey(id));
      return made;
    },
    byKey: (keyHash) => redis.get(clientKey("", keyHash)),
    texts: (id, chunk) => redis.hgetBuffer(textsKey(id), String(chunk)),
    results: (id, chunk) => redis.hgetBuffer(resultsKey(id), String(chunk)),
    hasResults: async (id, chunk) => (await redis.hexists(resultsKey(id), String(chunk))) === 1,
    doneChunks: async (id) => new Set((await redis.hkeys(resultsKey(id))).map(Number)),
    open: () => redis.zrange(OPEN, 0, -1),
    async room() {
      const kept = Object.entries(await redis.hgetall(KEPT));
      const there = await Promise.all(kept.map(([id]) => redis.exists(jobKey(id))));
      const gone = kept.filter((_, index) => there[index] === 0).map(([id]) => id);
      if (gone.length > 0) await redis.hdel(KEPT, ...gone);
      const bytes = kept.reduce((sum, [, size], index) => (there[index] === 0 ? sum : sum + Number(size)), 0);
      return { jobs: kept.length - gone.length, bytes };
    },
  };
}
