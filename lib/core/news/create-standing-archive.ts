import type { Outcome } from "../failure";
import type { Clock, Report } from "../ports";
import type { NewsArchive } from "./news-archive";

export interface StandingArchive extends NewsArchive {
  /** The one that is asked now, for work that must not begin in one and end in the other. */
  now(): Promise<NewsArchive>;
}

/** How often the file is tried again while memory stands in for it. */
const TRY_AGAIN_MS = 60_000;

/**
 * The archive in its file; where that cannot be opened (another process has it, the disk takes nothing), one in memory, until it can.
 * What memory held is asked of the sources once more then: they are given no state that the file does not know.
 */
export function createStandingArchive(options: {
  readonly file: NewsArchive;
  readonly openMemory: () => NewsArchive;
  readonly clock: Pick<Clock, "now">;
  readonly warn: Report;
  /** Told when the file takes the place of memory: what was known of the archive is not true any more. */
  readonly switched: () => void;
}): StandingArchive {
  const { file, openMemory, clock, warn, switched } = options;
  let memory: NewsArchive | null = null;
  let opened = false;
  let why = "";
  let triedAt: number | null = null;
  let trying: Promise<void> | null = null;

  const tryFile = async (): Promise<void> => {
    const look = await file.counts(never);
    triedAt = clock.now();
    opened = look.ok;
    if (look.ok) {
      const before = memory;
      memory = null;
      if (before === null) return;
      switched();
      await before.close();
      return;
    }
    why = look.error.detail;
    if (memory === null) warn("news_archive_in_memory", { why, cause: look.error.cause });
    memory ??= openMemory();
  };

  const pick = async (): Promise<NewsArchive> => {
    if (opened) return file;
    const due = triedAt === null || clock.now() - triedAt >= TRY_AGAIN_MS;
    if (due) {
      trying ??= tryFile().finally(() => {
        trying = null;
      });
      // Only the first one has nothing to answer with meanwhile.
      if (memory === null) await trying;
    }
    return memory ?? file;
  };

  const by =
    <Args extends readonly unknown[], T>(call: (archive: NewsArchive) => (...args: Args) => Promise<Outcome<T>>) =>
    async (...args: Args): Promise<Outcome<T>> =>
      call(await pick())(...args);

  return {
    now: pick,
    known: by((archive) => archive.known),
    append: by((archive) => archive.append),
    stateOf: by((archive) => archive.stateOf),
    members: by((archive) => archive.members),
    list: by((archive) => archive.list),
    versions: by((archive) => archive.versions),
    copies: by((archive) => archive.copies),
    mood: by((archive) => archive.mood),
    events: by((archive) => archive.events),
    counts: by((archive) => archive.counts),
    store: () =>
      opened || triedAt === null
        ? file.store()
        : { works: false, detail: `${why}: news is kept in memory`, at: triedAt },
    async close() {
      await trying;
      await Promise.all([file.close(), memory?.close()]);
    },
  };
}

const never = new AbortController().signal;
