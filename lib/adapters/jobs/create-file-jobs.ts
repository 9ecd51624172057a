import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Item } from "../../contracts/item";
import { hasEnded } from "../../contracts/job";
import { fail, ok, type Result } from "../../core/errors";
import { findChunk } from "../../core/jobs/find-chunk";
import { emptyTally } from "../../core/jobs/job-tally";
import type { Jobs, NewJob, ReadChunk } from "../../core/jobs/jobs";
import type { Clock, Report } from "../../core/ports";
import { errorCode } from "../files/error-code";
import { holdFolder } from "./hold-folder";
import { createJobBook, type Entry } from "./job-book";
import { openJobFolder } from "./job-folder";
import type { JobRecord } from "./job-record";
import { FULL_RETRY_S, MOST_KEPT, MOST_OPEN } from "./limits";
import { unpack } from "./pack";
import { type PackedJob, packJob } from "./pack-job";
import { workOff } from "./work-off";

const SWEEP_MS = 60_000;
/** How often a process looks for jobs that another took on, or for the other to be gone. */
const TICK_MS = 1_000;
const WARN_EVERY_MS = 60_000;

export interface FileJobsOptions {
  readonly dir: string;
  readonly read: ReadChunk;
  readonly warn: Report;
  readonly clock: Pick<Clock, "wall">;
  /** How long an ended job is kept. */
  readonly keepMs: number;
  /** How much room all jobs may take. */
  readonly mostBytes: number;
  /** For tests: how soon a refused write is tried again, and after how long another process counts as gone. */
  readonly tryAgainMs?: number;
  readonly staleMs?: number;
}

/**
 * Keeps jobs in a folder and works them off in this process, one after the other. Of several processes with the same folder one works; all
 * take jobs on and tell how they stand.
 */
export function createFileJobs(options: FileJobsOptions): Jobs {
  const { dir, read, warn, clock, keepMs, mostBytes, tryAgainMs, staleMs } = options;
  const lost = (): void => {
    live.current = false;
    live.running?.stop.abort();
  };
  const hold = holdFolder(join(dir, "jobs"), { staleMs, lost });
  const folder = openJobFolder(join(dir, "jobs"), hold);
  const book = createJobBook(keepMs);
  const making = new Map<string, Promise<unknown>>();
  /** Jobs that are being cancelled: they are not taken up again meanwhile. */
  const stopping = new Set<Entry>();
  const live = {
    closed: false,
    loaded: null as Promise<void> | null,
    running: null as { readonly entry: Entry; readonly stop: AbortController; readonly ended: Promise<void> } | null,
    warnAt: 0,
    /** What the disk refused the last time, by what was wanted of it. */
    refused: new Map<string, string>(),
    triedAt: null as number | null,
    /** Bytes of jobs that are being made. */
    making: 0,
    current: false,
    ticking: null as Promise<void> | null,
    timers: [] as NodeJS.Timeout[],
  };

  /** Whether this process works in the folder, and knows what is in it. */
  const mine = (): boolean => hold.held() && live.current;
  /** What this process works on itself, it knows best; of what others worked on, the disk does. */
  const load = async (own: boolean): Promise<void> => {
    const before = book.all();
    const records = await folder.list((id) => own && book.get(id) !== undefined);
    // What came into the book meanwhile is newer than what was read.
    for (const record of records) if (!own || !book.get(record.id)) book.put(record);
    if (own) return;
    const there = new Set(records.map(({ id }) => id));
    for (const { record } of before) if (!there.has(record.id)) book.remove(record.id);
  };
  /** Reads once what an earlier process left. Where that fails it is tried again by whoever comes next. */
  const ready = async (): Promise<Result<void>> => {
    live.loaded = mine() ? (live.loaded ?? load(true)) : load(false);
    try {
      await live.loaded;
      worked("read");
      return ok(undefined);
    } catch (cause) {
      live.loaded = null;
      return noDisk("read", cause);
    }
  };

  const worked = (verb: string): void => {
    live.triedAt = performance.now();
    live.refused.delete(verb);
  };
  const noDisk = (verb: string, cause: unknown): Result<never> => {
    const code = errorCode(cause);
    live.triedAt = performance.now();
    live.refused.set(verb, code);
    if (performance.now() >= live.warnAt) {
      live.warnAt = performance.now() + WARN_EVERY_MS;
      warn("jobs_disk", { code, verb });
    }
    const why = code === "ENOSPC" ? "the disk is full" : `the disk refuses (${code})`;
    return fail("unavailable", `Jobs cannot be ${verb} now: ${why}.`, { retryAfterS: FULL_RETRY_S });
  };

  const sweep = async (): Promise<void> => {
    for (const entry of mine() ? book.all() : []) {
      if ((book.expiresAt(entry) ?? Number.POSITIVE_INFINITY) > clock.wall()) continue;
      book.remove(entry.record.id);
      await folder.remove(entry.record.id).catch(() => {});
    }
    if (mine()) await folder.clear().catch(() => {});
  };

  /** Takes the oldest job up, if none is being worked on. */
  const next = (): void => {
    const entry = book.open().find((one) => !stopping.has(one));
    if (!entry || live.running || live.closed || !mine()) return;
    const stop = new AbortController();
    const work = { folder, read, warn, wall: clock.wall, signal: stop.signal, mine: hold.isMine, tryAgainMs };
    const ended = workOff(entry, work)
      .catch(async (cause: unknown) => {
        // A defect: the job ends here, so that it is not taken up again at once and for ever.
        const detail = "The job could not be worked off.";
        warn("job_broke", { job: entry.record.id.slice(0, 6), cause });
        entry.record = { ...entry.record, state: "failed", endedAt: clock.wall(), error: { code: "internal", detail } };
        await folder.save(entry.record).catch(() => {});
      })
      .finally(() => {
        live.running = null;
        next();
      });
    live.running = { entry, stop, ended };
  };

  const full = (packed: PackedJob): Result<never> | null => {
    if (book.open().length + making.size >= MOST_OPEN || book.all().length >= MOST_KEPT)
      return fail("unavailable", "Too many jobs wait already; try again later.", { retryAfterS: FULL_RETRY_S });
    if (book.bytes() + live.making + packed.bytes > mostBytes)
      return fail("unavailable", "There is no room for more jobs until older ones expire.", {
        retryAfterS: FULL_RETRY_S,
      });
    return null;
  };

  const make = async (job: NewJob, packed: PackedJob): Promise<Result<Entry>> => {
    const refused = full(packed);
    if (refused) return refused;
    let end = 0;
    const record: JobRecord = {
      version: 1,
      id: randomBytes(16).toString("base64url"),
      keyHash: packed.keyHash,
      fingerprint: packed.fingerprint,
      options: job.options,
      state: "queued",
      createdAt: clock.wall(),
      startedAt: null,
      endedAt: null,
      error: null,
      tally: emptyTally,
      starts: packed.starts,
      textEnds: packed.packs.map(({ length }) => {
        end += length;
        return end;
      }),
      resultEnds: [],
    };
    live.making += packed.bytes;
    try {
      await folder.make(record, packed.packs);
      worked("stored");
    } catch (cause) {
      return noDisk("stored", cause);
    } finally {
      live.making -= packed.bytes;
    }
    // It may have been found on disk, and be worked on, before this line.
    return ok(book.get(record.id) ?? book.put(record));
  };

  /** Gets the folder where nobody else works in it, and takes up what is there. */
  const claim = async (): Promise<void> => {
    if (live.closed) return;
    const had = mine();
    live.current = had;
    if (!had) live.running?.stop.abort();
    try {
      if (!(await folder.isThere()) || !(await hold.take())) return;
      if (!had) await live.running?.ended;
      await load(had);
      worked("read");
      live.current = true;
    } catch (cause) {
      noDisk("read", cause);
    }
    next();
  };

  const tick = (): Promise<void> => {
    live.ticking ??= claim().finally(() => {
      live.ticking = null;
    });
    return live.ticking;
  };

  const start = async (): Promise<void> => {
    if (live.closed || live.timers.length > 0) return;
    live.timers = [setInterval(() => void sweep(), SWEEP_MS).unref(), setInterval(() => void tick(), TICK_MS).unref()];
    await tick();
    await sweep();
  };

  const find = async (id: string): Promise<Result<Entry>> => {
    if (mine()) {
      const loaded = await ready();
      if (!loaded.ok) return loaded;
    } else {
      try {
        const record = await folder.find(id);
        if (record === null) book.remove(id);
        else book.put(record);
      } catch (cause) {
        return noDisk("read", cause);
      }
    }
    const entry = book.get(id);
    return entry && (book.expiresAt(entry) ?? Number.POSITIVE_INFINITY) > clock.wall()
      ? ok(entry)
      : fail("not_found", "There is no such job, or it has expired.");
  };

  const end = async (entry: Entry): ReturnType<Jobs["cancel"]> => {
    if (live.running?.entry === entry) {
      live.running.stop.abort();
      await live.running.ended;
    }
    const before = entry.record;
    if (hasEnded(before.state)) return ok(book.look(entry));
    if (!mine() || !(await hold.isMine()))
      return fail("unavailable", "Another process works on this job; try again in a moment.", { retryAfterS: 2 });
    entry.record = { ...before, state: "cancelled", endedAt: clock.wall() };
    try {
      await folder.save(entry.record);
      worked("cancelled");
    } catch (cause) {
      entry.record = before;
      return noDisk("cancelled", cause);
    }
    return ok(book.look(entry));
  };

  const chunkAt: Jobs["chunkAt"] = async (id, at, wanted) => {
    const entry = await find(id);
    if (!entry.ok) return entry;
    const { record } = entry.value;
    const chunk = findChunk(record.starts, at);
    if (chunk === null) return ok(null);
    try {
      const texts = wanted.texts ? await unpack(await folder.readTexts(record, chunk)) : [];
      const isRead = chunk < record.resultEnds.length;
      const items = isRead ? await unpack<Item>(await folder.readResults(record, chunk)) : null;
      return ok({ from: record.starts[chunk] ?? 0, to: record.starts[chunk + 1] ?? 0, texts, items });
    } catch (cause) {
      return noDisk("read", cause);
    }
  };

  return {
    async create(job) {
      await start();
      const loaded = await ready();
      if (!loaded.ok) return loaded;
      const packed = await packJob(job);
      const { keyHash, fingerprint } = packed;
      // Another process with this folder may have taken the same request on.
      if (keyHash !== null) await load(mine()).catch(() => undefined);
      const place = keyHash ?? randomBytes(16).toString("base64url");
      // One after the other where the key is the same: the second finds what the first made.
      while (making.has(place)) await making.get(place);
      const there = keyHash === null ? undefined : book.byKey(keyHash, clock.wall());
      if (there) return replay(there, fingerprint);
      const made = make(job, packed);
      making.set(place, made);
      const entry = await made.finally(() => making.delete(place));
      if (!entry.ok) return entry;
      await tick();
      return ok({ look: book.look(entry.value), replayed: false });
    },
    async look(id) {
      const entry = await find(id);
      return entry.ok ? ok(book.look(entry.value)) : entry;
    },
    async chunkAt(id, at, wanted) {
      const chunk = await chunkAt(id, at, wanted);
      // Another process that takes over moves the results: the record says where they are now.
      return chunk.ok || chunk.error.code !== "unavailable" ? chunk : chunkAt(id, at, wanted);
    },
    async cancel(id) {
      await start();
      const found = await find(id);
      if (!found.ok) return found;
      stopping.add(found.value);
      return end(found.value).finally(() => {
        stopping.delete(found.value);
        next();
      });
    },
    store() {
      const why = live.running?.entry.waitsBecause ?? null;
      if (why !== null) return { works: false, detail: `a job waits: ${why}`, at: performance.now() };
      const [refused] = live.refused;
      if (refused) return { works: false, detail: `jobs cannot be ${refused[0]} (${refused[1]})`, at: live.triedAt };
      return { works: true, detail: live.triedAt === null ? "nothing was kept yet" : "kept on disk", at: live.triedAt };
    },
    start,
    async close() {
      live.closed = true;
      for (const timer of live.timers) clearInterval(timer);
      live.running?.stop.abort();
      await Promise.all([live.ticking, live.running?.ended, ...making.values()]);
      await hold.release();
    },
  };

  function replay(there: Entry, fingerprint: string): ReturnType<Jobs["create"]> {
    return Promise.resolve(
      there.record.fingerprint === fingerprint
        ? ok({ look: book.look(there), replayed: true })
        : fail("key_reused", "This Idempotency-Key came with other texts or options before; choose a new one."),
    );
  }
}
