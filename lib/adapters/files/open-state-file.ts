import { constants } from "node:fs";
import { access, mkdir, readFile, rename, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock, Report } from "../../core/ports";
import { errorCode } from "./error-code";
import { replaceFile } from "./replace-file";
import { replaceFileSync } from "./replace-file-sync";

/** A full or read-only disk seldom mends in seconds. */
const RETRY_AFTER_MS = 30_000;
const WARN_EVERY_MS = 60_000;

export interface StateFileOptions<T> {
  /** Its folder is made when it is missing. */
  readonly file: string;
  /** What is kept is far smaller; what is larger is none of it, and is not read. */
  readonly mostBytes: number;
  readonly writeEveryMs: number;
  readonly parse: (value: unknown) => T | null;
  /** What to write, as it is in the moment in which it is written. */
  readonly render: () => string;
  /** Names of what is warned of: that it cannot be written, and that something else stood in its place. */
  readonly events: { readonly unsaved: string; readonly broken: string };
  readonly warn: Report;
  readonly clock: Pick<Clock, "now">;
}

export interface StateFile<T> {
  /** What an earlier run left; null when that is nothing, or nothing that can be used. */
  load(): Promise<T | null>;
  /** Makes the folder, and sees whether it can be written to. */
  prepare(): Promise<void>;
  /** Writes soon. */
  changed(): void;
  /** Writes now what waits. Never fails: what cannot be written goes on waiting. */
  flush(): Promise<void>;
  /** The same at once, for the moment in which a process ends. */
  flushSync(): void;
  look(): StateFileLook;
}

export interface StateFileLook {
  /** Whether the latest attempt to write worked; null before the first. */
  readonly written: boolean | null;
  /** The system's code for what went wrong, as in ENOSPC. */
  readonly code: string | null;
  /** Monotonic time of the latest attempt; null before the first. */
  readonly at: number | null;
}

/** Keeps one thing in a file that is replaced as a whole, so that a crash leaves the old one or the new one. */
export function openStateFile<T>(options: StateFileOptions<T>): StateFile<T> {
  const { file, warn, clock, render, events } = options;
  const live = {
    waiting: false,
    timer: null as NodeJS.Timeout | null,
    work: Promise.resolve(),
    nextWrite: Number.NEGATIVE_INFINITY,
    lastWarned: Number.NEGATIVE_INFINITY,
    look: { written: null, code: null, at: null } as StateFileLook,
    inTheWay: false,
  };

  const note = (problem: unknown): void => {
    const code = problem === null ? null : errorCode(problem);
    live.look = { written: problem === null, code, at: clock.now() };
    if (problem === null || clock.now() - live.lastWarned < WARN_EVERY_MS) return;
    live.lastWarned = clock.now();
    warn(events.unsaved, { code });
  };

  /** Nothing is written over a file that is not ours; until it can be moved, its successor stays in memory. */
  const setAside = async (): Promise<void> => {
    await rename(file, `${file}.broken`);
    live.inTheWay = false;
  };

  const write = async (): Promise<void> => {
    if (!live.waiting) return;
    live.waiting = false;
    live.nextWrite = clock.now() + options.writeEveryMs;
    try {
      await mkdir(dirname(file), { recursive: true });
      if (live.inTheWay) await setAside();
      await replaceFile(file, `${render()}\n`);
      note(null);
    } catch (problem) {
      live.waiting = true;
      note(problem);
      live.nextWrite = clock.now() + RETRY_AFTER_MS;
    }
    if (live.waiting) schedule();
  };

  const inTurn = (step: () => void | Promise<void>): Promise<void> => {
    if (live.timer !== null) clearTimeout(live.timer);
    live.timer = null;
    live.work = live.work.then(step);
    return live.work;
  };

  /** Looks at the time once more: a write that was under way may have ended since the timer was set. */
  const writeWhenDue = (): void | Promise<void> => (clock.now() < live.nextWrite ? schedule() : write());

  const schedule = (): void => {
    live.timer ??= setTimeout(() => inTurn(writeWhenDue), Math.max(0, live.nextWrite - clock.now())).unref();
  };

  return {
    async load() {
      const kept = await readStateFile(options);
      if (kept !== "broken") return kept;
      live.inTheWay = true;
      warn(events.broken, { kept_as: `${file.split(/[\\/]/).at(-1)}.broken` });
      await setAside().catch(note);
      return null;
    },
    async prepare() {
      try {
        await mkdir(dirname(file), { recursive: true });
        await access(dirname(file), constants.W_OK);
        note(null);
      } catch (problem) {
        note(problem);
      }
    },
    changed() {
      live.waiting = true;
      if (live.timer === null) schedule();
    },
    flush: () => inTurn(write),
    flushSync() {
      if (!live.waiting || live.inTheWay) return;
      try {
        replaceFileSync(file, `${render()}\n`);
        live.waiting = false;
      } catch (problem) {
        note(problem);
      }
    },
    look: () => live.look,
  };
}

/** Null when there is no file, "broken" when there is something else in its place. */
async function readStateFile<T>({ file, mostBytes, parse }: StateFileOptions<T>): Promise<T | null | "broken"> {
  try {
    const about = await stat(file);
    if (!about.isFile() || about.size > mostBytes) return "broken";
    return parse(JSON.parse(await readFile(file, "utf8"))) ?? "broken";
  } catch (cause) {
    return ["ENOENT", "ENOTDIR"].includes(errorCode(cause)) ? null : "broken";
  }
}
