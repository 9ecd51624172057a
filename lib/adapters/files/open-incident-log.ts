import { join } from "node:path";
import type { IncidentRow } from "../../contracts/parts";
import { incidentCaps } from "../../core/incidents/create-incident-book";
import { createMemoryLog } from "../../core/incidents/create-memory-log";
import type { IncidentLog } from "../../core/incidents/incident-log";
import type { Clock, Report } from "../../core/ports";
import { errorCode } from "./error-code";
import { openLinesFile } from "./open-lines-file";
import { parseIncidentLines } from "./parse-incident-lines";

/** A full or read-only disk seldom mends in seconds. */
const RETRY_AFTER_MS = 30_000;
const WARN_EVERY_MS = 60_000;
/** Written anew beyond either; what is kept then is at most half of the bytes. */
const MOST_LINES = 2 * incidentCaps.all;
const MOST_BYTES = 8_000_000;
/** What is larger was never ours. */
const LARGEST_BYTES = 4 * MOST_BYTES;

export interface IncidentLogOptions {
  /** Made when it is missing; the log is `incidents.jsonl` in it. */
  readonly dir: string;
  readonly warn: Report;
  readonly clock: Pick<Clock, "now">;
  readonly retryAfterMs?: number;
}

/**
 * Keeps incidents in a file that grows line by line, so that a process that is killed loses nothing but what it was about to write. It is
 * written anew where it holds twice what is kept, or 8 MB. Where the disk takes none they stay in memory, and are written once it does.
 * Lines that cannot be read are left out; a file of which none can is set aside.
 */
export async function openIncidentLog(options: IncidentLogOptions): Promise<IncidentLog> {
  const { warn, clock, retryAfterMs = RETRY_AFTER_MS } = options;
  const file = openLinesFile(join(options.dir, "incidents.jsonl"), LARGEST_BYTES);
  const memory = createMemoryLog(warn);
  const { book } = memory;
  let waiting: readonly IncidentRow[] = [];
  let [lines, bytes] = [0, 0];
  let anew = false;
  let inTheWay = false;
  let timer: NodeJS.Timeout | null = null;
  let work = Promise.resolve();
  let lastWarned = Number.NEGATIVE_INFINITY;
  let look: { readonly code: string | null; readonly at: number | null } = { code: null, at: null };

  const note = (problem: unknown): void => {
    look = { code: problem === null ? null : errorCode(problem), at: clock.now() };
    if (problem === null || clock.now() - lastWarned < WARN_EVERY_MS) return;
    lastWarned = clock.now();
    warn("incidents_not_saved", { code: look.code });
  };

  const setAside = async (): Promise<void> => {
    const keptAs = await file.setAside();
    inTheWay = false;
    warn("incidents_file_broken", { kept_as: keptAs });
  };

  const load = async (): Promise<void> => {
    const text = await file.read();
    if (text === null) return;
    const { rows, broken } = parseIncidentLines(text);
    book.adopt(rows);
    [lines, bytes] = [rows.length + broken, Buffer.byteLength(text)];
    inTheWay = rows.length === 0 && text.trim() !== "";
    if (broken > 0 && !inTheWay) warn("incidents_skipped", { lines: broken });
    // What was torn off is no line, and goes at once. One that is broken may be of a version to come, and stays for a while.
    anew = !inTheWay && (lines > MOST_LINES || !/(^|\n)$/.test(text));
  };

  /** What another process of the same folder has added is taken in before. */
  const replace = async (): Promise<void> => {
    book.adopt(parseIncidentLines((await file.read()) ?? "").rows);
    const kept: string[] = [];
    let room = MOST_BYTES / 2;
    for (const row of book.rows().toReversed()) {
      const line = JSON.stringify(row);
      room -= Buffer.byteLength(line) + 1;
      if (room < 0) break;
      kept.push(line);
    }
    bytes = await file.replace(kept.reverse());
    lines = kept.length;
    anew = false;
  };

  const write = async (): Promise<void> => {
    if (waiting.length === 0 && !anew) return;
    const batch = waiting;
    try {
      if (inTheWay) await setAside();
      if (anew) await replace();
      else {
        bytes = await file.append(batch.map((row) => JSON.stringify(row)));
        lines += batch.length;
        anew = lines > MOST_LINES || bytes > MOST_BYTES;
      }
      const written = new Set(batch);
      waiting = waiting.filter((row) => !written.has(row));
      note(null);
      if (anew) await replace();
    } catch (problem) {
      note(problem);
      later();
    }
  };

  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      void inTurn();
    }, retryAfterMs).unref();
  };
  const inTurn = (): Promise<void> => {
    work = work.then(write);
    return work;
  };

  await file.sweep();
  try {
    await load();
  } catch (problem) {
    inTheWay = true;
    note(problem);
  }
  if (inTheWay) await setAside().catch(note);
  // Also shows whether the disk takes anything.
  if (anew) await inTurn();

  return {
    list: memory.list,
    subscribe: memory.subscribe,
    shared: false,
    add(incidents) {
      const rows = memory.add(incidents);
      if (rows.length === 0) return;
      waiting = [...waiting, ...rows];
      if (waiting.length > incidentCaps.all) {
        waiting = waiting.slice(-incidentCaps.all);
        anew = true;
      }
      // While the disk takes none it is tried again in its time.
      if (timer === null) void inTurn();
    },
    keptIn: () => (look.code === null ? "disk" : "memory"),
    look() {
      const { code, at } = look;
      const detail = code === null ? "written to" : `it cannot be written to (${code}): kept in memory`;
      return { works: code === null, detail: at === null ? "nothing was written yet" : detail, at };
    },
    flush: inTurn,
    flushSync() {
      if (waiting.length === 0 || inTheWay) return;
      try {
        file.appendSync(waiting.map((row) => JSON.stringify(row)));
        waiting = [];
      } catch (problem) {
        note(problem);
      }
    },
    async close() {
      if (timer !== null) clearTimeout(timer);
      await inTurn();
      if (timer !== null) clearTimeout(timer);
    },
  };
}
