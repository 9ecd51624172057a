import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { type Job, Queue, WaitingError, Worker } from "bullmq";
import type { Item } from "../../contracts/item";
import { hasEnded } from "../../contracts/job";
import { fail, ok, type Result } from "../../core/errors";
import { findChunk } from "../../core/jobs/find-chunk";
import { jobPace } from "../../core/jobs/job-pace";
import { emptyTally } from "../../core/jobs/job-tally";
import type { JobLook, Jobs, ReadChunk } from "../../core/jobs/jobs";
import type { Clock, Report } from "../../core/ports";
import { nameFailure } from "../redis/name-failure";
import { connectForRequests, connectForWork } from "./connect-redis";
import { FULL_RETRY_S, MOST_KEPT, MOST_OPEN } from "./limits";
import { unpack } from "./pack";
import { packJob } from "./pack-job";
import { readOneChunk } from "./read-one-chunk";
import { openRedisStore, type RedisJob, type RedisSpec, type RedisState } from "./redis-store";

const QUEUE = "chunks";
const PREFIX = "barometer:queue";
/** A replica that is gone is noticed within these two together. */
const LOCK_MS = 4_000;
const STALLED_MS = 2_000;
const RETRY_MS = 500;
const MEND_MS = 5_000;
/** A job that stood still for so long may have lost its place in the queue. */
const STILL_MS = 10_000;
const GOODBYE_MS = 2_000;
const WARN_EVERY_MS = 60_000;
/** Retries of a chunk: as many as it takes, since what fails is Redis or a process, never the text. */
const ATTEMPTS = 1_000_000;

export interface RedisJobsOptions {
  readonly url: string;
  readonly read: ReadChunk;
  readonly warn: Report;
  readonly clock: Pick<Clock, "wall">;
  readonly keepMs: number;
  readonly mostBytes: number;
}

interface Chunk {
  readonly id: string;
  readonly chunk: number;
}

/** Keeps jobs in Redis, where all replicas work them off together, chunk by chunk. Null where the address cannot be one. */
export function createRedisJobs({ url, read, warn, clock, keepMs, mostBytes }: RedisJobsOptions): Jobs | null {
  const forRequests = connectForRequests(url);
  const forWork = connectForWork(url);
  if (!forRequests || !forWork) return null;
  const store = openRedisStore(forRequests, keepMs);
  const queue = new Queue<Chunk>(QUEUE, { connection: forWork, prefix: PREFIX });
  const stop = new AbortController();
  const live = {
    worker: null as Worker<Chunk> | null,
    mender: null as NodeJS.Timeout | null,
    warnAt: 0,
    works: true,
    heardAt: null as number | null,
  };

  const hear = (works: boolean): void => void Object.assign(live, { works, heardAt: performance.now() });
  const note = (cause: unknown): void => {
    hear(false);
    if (stop.signal.aborted || performance.now() < live.warnAt) return;
    live.warnAt = performance.now() + WARN_EVERY_MS;
    warn("jobs_redis", { reason: nameFailure(cause) });
  };
  for (const connection of [forRequests, forWork]) connection.on("error", note);
  forRequests.on("ready", () => hear(true));
  queue.on("error", note);

  const guard = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      const found = await work();
      hear(true);
      return found;
    } catch (cause) {
      note(cause);
      return fail("unavailable", "Jobs are kept in Redis, which does not answer now.", { retryAfterS: 5 });
    }
  };

  const enqueue = async (id: string, chunks: readonly number[]): Promise<void> => {
    const opts = {
      removeOnComplete: true,
      removeOnFail: true,
      attempts: ATTEMPTS,
      backoff: RETRY_MS,
      stackTraceLimit: 1,
    };
    // The same name twice is one: whoever mends the queue adds nothing that is there.
    await queue.addBulk(
      chunks.map((chunk) => ({ name: "chunk", data: { id, chunk }, opts: { ...opts, jobId: `${id}-${chunk}` } })),
    );
  };

  /** Puts chunks back that a crash kept from the queue, or out of it: of the job whose turn it is, if it stands still. */
  const mend = async (): Promise<void> => {
    const [id] = await store.open();
    const job = id === undefined ? null : await store.get(id);
    if (id === undefined || job === null) return;
    const touched = Math.max(job.spec.createdAt, job.state.marks.at(-1)?.[0] ?? 0);
    const age = clock.wall() - touched;
    // Touched in the future, by another replica's clock: putting back once more does no harm, and waiting for it might.
    if (age >= 0 && age < STILL_MS) return;
    const done = await store.doneChunks(id);
    await enqueue(
      id,
      chunksOf(job.spec).filter((chunk) => !done.has(chunk)),
    );
  };

  const lookAt = async (id: string, { spec, state }: RedisJob): Promise<JobLook> => ({
    id,
    state: state.state,
    total: spec.starts.at(-1) ?? 0,
    tally: state.tally,
    createdAt: spec.createdAt,
    startedAt: state.startedAt,
    endedAt: state.endedAt,
    expiresAt: state.endedAt === null ? null : state.endedAt + keepMs,
    position: state.state === "queued" ? Math.max(0, (await store.open()).indexOf(id)) : null,
    perSecond: state.state === "running" ? jobPace(state.marks, clock.wall()) : null,
    waitsBecause: null,
    error: state.error,
  });

  const replay = async (id: string, fingerprint: string): ReturnType<Jobs["create"]> => {
    const there = await store.get(id);
    if (there === null) return fail("unavailable", "The job of this key is just going; try again.", { retryAfterS: 1 });
    return there.spec.fingerprint === fingerprint
      ? ok({ look: await lookAt(id, there), replayed: true })
      : fail("key_reused", "This Idempotency-Key came with other texts or options before; choose a new one.");
  };

  /** What cannot be read now goes back to the head of the queue, before all other jobs, for this replica or another. */
  const work = async (job: Job<Chunk>, token?: string): Promise<void> => {
    try {
      await readOneChunk(job.data.id, job.data.chunk, { store, read, wall: clock.wall, signal: stop.signal });
    } catch (cause) {
      note(cause);
      await setTimeout(RETRY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
      await job.moveToWait(token);
      throw new WaitingError();
    }
  };

  const start = async (): Promise<void> => {
    if (live.worker !== null || stop.signal.aborted) return;
    live.worker = new Worker<Chunk>(QUEUE, work, {
      connection: forWork,
      prefix: PREFIX,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_MS,
      maxStalledCount: ATTEMPTS,
      runRetryDelay: RETRY_MS,
    });
    live.worker.on("error", note);
    live.mender = setInterval(() => void mend().then(() => hear(true), note), MEND_MS).unref();
  };

  return {
    create: (job) =>
      guard(async () => {
        await start();
        const packed = await packJob(job);
        const known = packed.keyHash === null ? null : await store.byKey(packed.keyHash);
        if (known !== null && (await store.get(known)) !== null) return replay(known, packed.fingerprint);
        // Both let go of what is gone; what counts is looked at once more in the step in which the job is taken on.
        const [{ jobs, bytes }, open] = await Promise.all([store.room(), store.open()]);
        if (jobs >= MOST_KEPT || open.length >= MOST_OPEN) return refuse("many");
        if (bytes + packed.bytes > mostBytes) return refuse("room");
        const { starts, fingerprint, keyHash } = packed;
        const spec = { options: job.options, starts, fingerprint, keyHash, createdAt: clock.wall() };
        const id = randomBytes(16).toString("base64url");
        const made = await store.publish(id, spec, QUEUED, packed, {
          open: MOST_OPEN,
          kept: MOST_KEPT,
          bytes: mostBytes,
        });
        if ("refused" in made) return refuse(made.refused);
        if (made.id !== id) return replay(made.id, fingerprint);
        // It is kept from here on: what does not get into the queue now is put there later.
        void enqueue(id, chunksOf(spec)).catch(note);
        return ok({ look: await lookAt(id, { spec, state: QUEUED }), replayed: false });
      }),
    look: (id) =>
      guard(async () => {
        const job = await store.get(id);
        return job === null ? notFound : ok(await lookAt(id, job));
      }),
    chunkAt: (id, at, wanted) =>
      guard(async () => {
        const job = await store.get(id);
        if (job === null) return notFound;
        const { starts } = job.spec;
        const chunk = findChunk(starts, at);
        if (chunk === null) return ok(null);
        const [texts, items] = await Promise.all([
          wanted.texts ? store.texts(id, chunk) : null,
          store.results(id, chunk),
        ]);
        return ok({
          from: starts[chunk] ?? 0,
          to: starts[chunk + 1] ?? 0,
          texts: texts === null ? [] : await unpack(texts),
          items: items === null ? null : await unpack<Item>(items),
        });
      }),
    cancel: (id) =>
      guard(async () => {
        const job = await store.change(id, ({ state }) =>
          hasEnded(state.state) ? null : { ...state, state: "cancelled", endedAt: clock.wall() },
        );
        return job === null ? notFound : ok(await lookAt(id, job));
      }),
    store: () => ({
      works: live.works,
      detail: live.works ? "kept in Redis" : "Redis does not answer: jobs wait",
      at: live.heardAt,
    }),
    start,
    async close() {
      stop.abort();
      if (live.mender !== null) clearInterval(live.mender);
      // Where Redis is away there is nothing to say goodbye to.
      const goodbye = Promise.allSettled([live.worker?.close(), queue.close()]);
      await Promise.race([goodbye, setTimeout(GOODBYE_MS, undefined, { ref: false })]);
      for (const connection of [forRequests, forWork]) connection.disconnect();
    },
  };
}

const QUEUED: RedisState = {
  state: "queued",
  startedAt: null,
  endedAt: null,
  error: null,
  tally: emptyTally,
  chunks: 0,
  marks: [],
};

const refuse = (why: "many" | "room"): Result<never> =>
  fail(
    "unavailable",
    why === "many"
      ? "Too many jobs wait already; try again later."
      : "There is no room for more jobs until older ones expire.",
    { retryAfterS: FULL_RETRY_S },
  );

const notFound = fail("not_found", "There is no such job, or it has expired.");

const chunksOf = ({ starts }: RedisSpec): readonly number[] => starts.slice(0, -1).map((_, chunk) => chunk);
