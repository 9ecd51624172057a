import { constants } from "node:fs";
import { access, mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";
import type { Ledger } from "../../core/budget/ledger";
import type { Clock, Report } from "../../core/ports";
import { errorCode } from "./error-code";
import { readLedgerFile } from "./read-ledger-file";

const FILE = "hf-budget.json";
const WRITE_EVERY_MS = 2_000;
/** A full or read-only disk seldom mends in seconds. */
const RETRY_AFTER_MS = 30_000;
const WARN_EVERY_MS = 60_000;

interface LedgerFileOptions {
  /** Made when it is missing. */
  readonly dir: string;
  readonly warn: Report;
  readonly clock: Pick<Clock, "now">;
}

export interface LedgerFile {
  /** What an earlier run left; null when that is nothing, or nothing that can be used. */
  load(): Promise<Ledger | null>;
  /** Writes soon; of several ledgers in a short time only the last. */
  save(ledger: Ledger): void;
  /** Writes now what waits. Never fails: what cannot be written goes on waiting. */
  flush(): Promise<void>;
  /** The same at once, for the moment in which a process ends. */
  flushSync(): void;
  /** False while the file cannot be written and spending is kept in memory only. */
  persisted(): boolean;
}

/** Keeps the ledger in a file that is replaced as a whole, so that a crash leaves the old one or the new one. */
export function openLedgerFile({ dir, warn, clock }: LedgerFileOptions): LedgerFile {
  const file = join(dir, FILE);
  const live = {
    waiting: null as Ledger | null,
    timer: null as NodeJS.Timeout | null,
    work: Promise.resolve(),
    nextWrite: Number.NEGATIVE_INFINITY,
    lastWarned: Number.NEGATIVE_INFINITY,
    persisted: false,
    inTheWay: false,
  };

  const note = (problem: unknown): void => {
    live.persisted = problem === null;
    if (problem === null || clock.now() - live.lastWarned < WARN_EVERY_MS) return;
    live.lastWarned = clock.now();
    warn("budget_not_saved", { code: errorCode(problem) });
  };

  /** Nothing is written over a file that is not ours; until it can be moved, spending stays in memory. */
  const setAside = async (): Promise<void> => {
    await rename(file, `${file}.broken`);
    live.inTheWay = false;
  };

  const write = async (): Promise<void> => {
    const ledger = live.waiting;
    if (ledger === null) return;
    live.waiting = null;
    live.nextWrite = clock.now() + WRITE_EVERY_MS;
    try {
      await mkdir(dir, { recursive: true });
      if (live.inTheWay) await setAside();
      await writeFileAtomic(file, `${JSON.stringify(ledger)}\n`);
      note(null);
    } catch (problem) {
      live.waiting ??= ledger;
      note(problem);
      live.nextWrite = clock.now() + RETRY_AFTER_MS;
    }
    if (live.waiting !== null) schedule();
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

  const load = async (): Promise<Ledger | null> => {
    try {
      await mkdir(dir, { recursive: true });
      await access(dir, constants.W_OK);
      note(null);
    } catch (problem) {
      note(problem);
    }
    const kept = await readLedgerFile(file);
    if (kept !== "broken") return kept;
    live.inTheWay = true;
    warn("budget_file_broken", { kept_as: `${FILE}.broken` });
    await setAside().catch(note);
    return null;
  };

  return {
    load,
    save(ledger) {
      live.waiting = ledger;
      schedule();
    },
    flush: () => inTurn(write),
    flushSync() {
      if (live.waiting === null || live.inTheWay) return;
      try {
        writeFileAtomic.sync(file, `${JSON.stringify(live.waiting)}\n`);
        live.waiting = null;
      } catch (problem) {
        note(problem);
      }
    },
    persisted: () => live.persisted,
  };
}
