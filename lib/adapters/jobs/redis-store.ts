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

type Published = { readonly id: string } | { readonly refused: "many" | "room" };

interface Most {
  readonly open: number;
  readonly kept: number;
  readonly bytes: number;
}

export interface RedisStore {
  get(id: string): Promise<RedisJob | null>;
  /**
   * Changes a job, and keeps the results of a chunk with it, as one step. `next` is asked again where another replica was faster; null
   * leaves everything as it is. Gives the job as it stands then; null where there is none.
   */
  change(id: string, next: (job: RedisJob) => RedisState | null, result?: ChunkResult): Promise<RedisJob | null>;
  /**
   * Takes a job on, or gives the id of the one that its key belongs to. Refused, in the step in which it would be taken on, where too many
   * jobs wait or are kept, or where their bytes leave no room.
   */
  publish(id: string, spec: RedisSpec, state: RedisState, packed: PackedJob, most: Most): Promise<Published>;
  byKey(keyHash: string): Promise<string | null>;
  texts(id: string, chunk: number): Promise<Buffer | null>;
  results(id: string, chunk: number): Promise<Buffer | null>;
  hasResults(id: string, chunk: number): Promise<boolean>;
  /** Numbers of the chunks that have results. */
  doneChunks(id: string): Promise<ReadonlySet<number>>;
  /** Ids of the jobs that have not ended, oldest first; lets go of those that are gone. */
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

/** No id begins so. */
const MANY = "!many";
const ROOM = "!room";
const PUBLISH = `
if KEYS[5] ~= KEYS[1] then
  local there = redis.call('GET', KEYS[5])
  if there and redis.call('EXISTS', ARGV[6] .. there) == 1 then return there end
end
if redis.call('ZCARD', KEYS[3]) >= tonumber(ARGV[7]) or redis.call('HLEN', KEYS[4]) >= tonumber(ARGV[8]) then return '${MANY}' end
local bytes = tonumber(ARGV[5])
for _, size in ipairs(redis.call('HVALS', KEYS[4])) do bytes = bytes + tonumber(size) end
if bytes > tonumber(ARGV[9]) then return '${ROOM}' end
if KEYS[5] ~= KEYS[1] then redis.call('SET', KEYS[5], ARGV[1]) end
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

  /** Those whose job has expired, or was pushed out of a Redis that is full. */
  const goneOf = async (ids: readonly string[]): Promise<ReadonlySet<string>> => {
    const there = await Promise.all(ids.map((id) => redis.exists(jobKey(id))));
    return new Set(ids.filter((_, index) => there[index] === 0));
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
    async publish(id, spec, state, packed, most) {
      let batch: (string | Buffer)[] = [];
      let size = 0;
      for (const [chunk, bytes] of packed.packs.entries()) {
        batch.push(String(chunk), bytes);
        size += bytes.length;
        if (size < UPLOAD_BYTES && chunk < packed.packs.length - 1) continue;
        // As one: what a crash leaves between the two would stay for ever.
        const step = redis.multi().hset(textsKey(id), ...batch);
        for (const [cause] of (await step.expire(textsKey(id), UNPUBLISHED_S).exec()) ?? []) if (cause) throw cause;
        batch = [];
        size = 0;
      }
      const keys = [jobKey(id), textsKey(id), OPEN, KEPT, clientKey(id, spec.keyHash)];
      const spent = [JSON.stringify(spec), JSON.stringify(state), spec.createdAt, packed.bytes];
      const values = [id, ...spent, jobKey(""), most.open, most.kept, most.bytes];
      const made = String(await redis.eval(PUBLISH, keys.length, ...keys, ...values));
      if (made !== id) await redis.del(textsKey(id));
      if (made === MANY || made === ROOM) return { refused: made === MANY ? "many" : "room" };
      return { id: made };
    },
    byKey: (keyHash) => redis.get(clientKey("", keyHash)),
    texts: (id, chunk) => redis.hgetBuffer(textsKey(id), String(chunk)),
    results: (id, chunk) => redis.hgetBuffer(resultsKey(id), String(chunk)),
    hasResults: async (id, chunk) => (await redis.hexists(resultsKey(id), String(chunk))) === 1,
    doneChunks: async (id) => new Set((await redis.hkeys(resultsKey(id))).map(Number)),
    async open() {
      const ids = await redis.zrange(OPEN, 0, -1);
      const gone = await goneOf(ids);
      if (gone.size > 0) await redis.zrem(OPEN, ...gone);
      return ids.filter((id) => !gone.has(id));
    },
    async room() {
      const kept = Object.entries(await redis.hgetall(KEPT));
      const gone = await goneOf(kept.map(([id]) => id));
      if (gone.size > 0) await redis.hdel(KEPT, ...gone);
      const bytes = kept.reduce((sum, [id, size]) => (gone.has(id) ? sum : sum + Number(size)), 0);
      return { jobs: kept.length - gone.size, bytes };
    },
  };
}
