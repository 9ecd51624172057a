import { hasEnded } from "../../contracts/job";
import { fail } from "../../core/errors";
import { KEPT_MARKS } from "../../core/jobs/job-pace";
import { addTallies, tallyChunk } from "../../core/jobs/job-tally";
import type { JobLook, ReadChunk } from "../../core/jobs/jobs";
import { pack, unpack } from "./pack";
import type { RedisJob, RedisState, RedisStore } from "./redis-store";

/** How often a replica that reads a chunk looks whether another has cancelled the job. */
const LOOK_MS = 200;

interface Work {
  readonly store: RedisStore;
  readonly read: ReadChunk;
  readonly wall: () => number;
  /** Aborted when this process lays its work down. */
  readonly signal: AbortSignal;
}

/**
 * Reads one chunk of a job, unless it has results or the job has ended. Twice is as good as once: only the first results count.
 * Throws where it must be tried again, by this replica or another.
 */
export async function readOneChunk(id: string, chunk: number, work: Work): Promise<void> {
  const { store, read, wall, signal } = work;
  const job = await store.change(id, ({ state }) =>
    state.state === "queued" ? { ...state, state: "running", startedAt: wall(), marks: [[wall(), 0]] } : null,
  );
  if (job === null || hasEnded(job.state.state) || (await store.hasResults(id, chunk))) return;
  const packed = await store.texts(id, chunk);
  if (packed === null) return failJob(id, LOST, work);
  // Read once more it would be the same.
  const texts = await unpack(packed).catch(() => null);
  if (texts === null) return failJob(id, LOST, work);

  const stop = new AbortController();
  const leave = (): void => stop.abort();
  signal.addEventListener("abort", leave, { once: true });
  const look = setInterval(() => {
    // Redis may be away for a moment: the chunk is read on meanwhile.
    store.get(id).then(
      (now) => (now === null || hasEnded(now.state.state)) && leave(),
      () => undefined,
    );
  }, LOOK_MS);
  try {
    const found = await read(texts, job.spec.options, stop.signal).catch(() => BROKE);
    if (signal.aborted) throw new Error("this process lays its work down");
    if (stop.signal.aborted) return;
    if (!found.ok) return await failJob(id, { code: found.error.code, detail: found.error.detail }, work);
    const { items } = found.value;
    if (items.length !== texts.length) return await failJob(id, WRONG_COUNT, work);
    const tally = tallyChunk(found.value);
    const bytes = await pack(items);
    await store.change(id, (now) => withChunk(now, tally, wall()), { chunk, bytes });
  } finally {
    clearInterval(look);
    signal.removeEventListener("abort", leave);
  }
}

const BROKE = fail("internal", "The job could not be worked off.");
const WRONG_COUNT = { code: "internal", detail: "There was not one result for each text." } as const;
const LOST = { code: "internal", detail: "The texts of the job are gone or can no longer be read." } as const;

async function failJob(id: string, error: NonNullable<JobLook["error"]>, { store, wall }: Work): Promise<void> {
  await store.change(id, ({ state }) =>
    hasEnded(state.state) ? null : { ...state, state: "failed", endedAt: wall(), error },
  );
}

function withChunk({ spec, state }: RedisJob, part: RedisState["tally"], now: number): RedisState | null {
  if (hasEnded(state.state)) return null;
  const tally = addTallies(state.tally, part);
  const chunks = state.chunks + 1;
  const through = chunks === spec.starts.length - 1;
  return {
    ...state,
    state: through ? "done" : "running",
    endedAt: through ? now : null,
    tally,
    chunks,
    marks: [...state.marks.slice(1 - KEPT_MARKS), [now, tally.done]],
  };
}
