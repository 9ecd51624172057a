import { failed, type Outcome } from "../../core/failure";
import type { NewsIndex } from "../../core/news/create-news-index";
import type { Clock } from "../../core/ports";
import { createTurns, type Turns } from "../../core/resilience/create-turns";
import type { Written } from "./append-news";
import type { NewsSession } from "./news-session";
import { type NewsFile, openNewsFile, setNewsFileAside } from "./open-news-file";
import { saysClosed, saysDamaged, toArchiveFailure } from "./to-archive-failure";

/** The database of an archive, opened when it is first needed, and anew after it broke. */
export interface NewsDatabase {
  read<T>(signal: AbortSignal, work: (session: NewsSession, index: NewsIndex) => Promise<T>): Promise<Outcome<T>>;
  /** The same for what takes long, one at a time: whoever does not search does not wait for it. */
  search<T>(signal: AbortSignal, work: (session: NewsSession, index: NewsIndex) => Promise<T>): Promise<Outcome<T>>;
  /** One at a time, in one transaction: what throws has changed nothing. What was added stands in the index afterwards. */
  write<T extends Written>(work: (session: NewsSession, index: NewsIndex) => Promise<T>): Promise<Outcome<T>>;
  /** It is open, and can only be read. */
  readOnly(): boolean;
  close(): Promise<void>;
}

export interface NewsDatabaseOptions {
  readonly path: string;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly warn: (event: string, fields: Record<string, unknown>) => void;
  readonly threads?: number;
  readonly memoryMb?: number;
  /** Megabytes of the log after which it is put in its place. */
  readonly logMb?: number;
  /** Queries at once. */
  readonly atOnce?: number;
  /** Queries that may wait; who comes then is refused with `busy`. */
  readonly waiting?: number;
  /** Searches that may wait. */
  readonly searchesWaiting?: number;
  /** After it could not be opened it is left alone for so long. */
  readonly retryMs?: number;
}

const WARN_EVERY_MS = 60_000;

interface Opened {
  readonly file: NewsFile;
  readonly idle: NewsSession[];
  broken: boolean;
  /** Sessions that are at work. */
  busy: number;
}

export function createNewsDatabase(options: NewsDatabaseOptions): NewsDatabase {
  const { path, clock, warn, threads = 2, memoryMb = 256, logMb = 16 } = options;
  const { atOnce = 2, waiting = 256, searchesWaiting = 32, retryMs = 5_000 } = options;
  const readers = createTurns({ atOnce, waiting });
  const searchers = createTurns({ atOnce: 1, waiting: searchesWaiting });
  const writers = createTurns({ atOnce: 1, waiting: 64 });
  const live = {
    opening: null as Promise<Opened> | null,
    closing: Promise.resolve(),
    refused: null as { readonly cause: unknown; readonly until: number } | null,
    warnAt: 0,
    readOnly: false,
    ended: false,
  };

  const tell = (event: string, cause: unknown): void => {
    if (clock.now() < live.warnAt) return;
    live.warnAt = clock.now() + WARN_EVERY_MS;
    warn(event, { detail: toArchiveFailure(cause).detail, cause });
  };

  const openFile = async (): Promise<NewsFile> => {
    const wanted = { path, threads, memoryMb, logMb };
    try {
      return await openNewsFile(wanted);
    } catch (cause) {
      if (!saysDamaged(cause) || path === ":memory:") throw cause;
      await setNewsFileAside(path, clock.wall());
      warn("news_archive_damaged", { detail: "it is damaged: it was set aside, and a new one begun", cause });
      return openNewsFile(wanted);
    }
  };

  const open = (): Promise<Opened> => {
    if (live.ended) throw new Error("it is closed");
    if (live.refused !== null && clock.now() < live.refused.until) throw live.refused.cause;
    live.opening ??= live.closing
      .then(openFile)
      .then((file) => {
        live.refused = null;
        live.readOnly = file.readOnly;
        return { file, idle: [], broken: false, busy: 0 };
      })
      .catch((cause: unknown) => {
        live.opening = null;
        live.refused = { cause, until: clock.now() + retryMs };
        tell("news_archive_unavailable", cause);
        throw cause;
      });
    return live.opening;
  };

  const shut = async (opened: Opened): Promise<void> => {
    for (const session of opened.idle.splice(0)) session.close();
    await opened.file.close();
  };

  /** The next call opens it anew; whoever is at work ends first. */
  const leave = (opened: Opened): void => {
    if (!opened.broken) {
      opened.broken = true;
      live.opening = null;
      live.closing = new Promise((resolve) => {
        const wait = (): void => {
          if (opened.busy > 0) setTimeout(wait, 5);
          else void shut(opened).then(resolve, resolve);
        };
        wait();
      });
    }
  };

  const withSession = async <T>(
    signal: AbortSignal,
    work: (session: NewsSession, opened: Opened) => Promise<T>,
  ): Promise<Outcome<T>> => {
    let opened: Opened | null = null;
    let session: NewsSession | null = null;
    let whole = true;
    const interrupt = (): void => session?.interrupt();
    try {
      opened = await open();
      opened.busy += 1;
      session = opened.idle.pop() ?? (await opened.file.session());
      signal.addEventListener("abort", interrupt);
      signal.throwIfAborted();
      return { ok: true, value: await work(session, opened) };
    } catch (cause) {
      whole = signal.aborted && !saysClosed(cause);
      if (opened !== null && !signal.aborted) {
        tell("news_archive_failed", cause);
        // One that could only be read may be written to by now.
        if (saysClosed(cause) || saysDamaged(cause) || opened.file.readOnly) leave(opened);
      }
      return { ok: false, error: toArchiveFailure(cause, signal) };
    } finally {
      signal.removeEventListener("abort", interrupt);
      if (opened !== null) {
        opened.busy -= 1;
        if (session !== null && whole && !opened.broken) opened.idle.push(session);
        else session?.close();
      }
    }
  };

  const reading =
    (turns: Turns): NewsDatabase["read"] =>
    (signal, work) =>
      turnOf(
        turns.take(signal, () => withSession(signal, (session, opened) => work(session, opened.file.index))),
        signal,
      );

  const turnOf = async <T>(taken: Promise<Outcome<T> | null>, signal: AbortSignal): Promise<Outcome<T>> =>
    (await taken) ??
    (signal.aborted
      ? { ok: false, error: toArchiveFailure(signal.reason, signal) }
      : failed("busy", { retryAfterS: 1 }));

  return {
    read: reading(readers),
    search: reading(searchers),
    write(work) {
      // One of its own for each: many that wait would crowd around a common one.
      const never = new AbortController().signal;
      const writing = writers.take(never, () =>
        withSession(never, async (session, opened) => {
          await session.rows("BEGIN");
          try {
            const written = await work(session, opened.file.index);
            await session.rows("COMMIT");
            opened.file.index.add(written.rows, written.superseded);
            return written;
          } catch (cause) {
            await session.rows("ROLLBACK").catch(() => {});
            throw cause;
          }
        }),
      );
      return turnOf(writing, never);
    },
    readOnly: () => live.readOnly,
    async close() {
      live.ended = true;
      const opened = await live.opening?.catch(() => null);
      if (opened) leave(opened);
      await live.closing;
    },
  };
}
