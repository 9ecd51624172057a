import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { fail, ok, type Result } from "../../core/errors";
import type { FlagLog, FlagPage } from "../../core/flags/flag-log";
import type { Clock, Report } from "../../core/ports";
import { errorCode } from "./error-code";
import { openLinesFile } from "./open-lines-file";
import { readFlagLines } from "./read-flag-lines";
import { syncFolder } from "./sync-folder";

const MOST_BYTES = 20_000_000;
/** What waits for the disk. */
const MOST_WAITING = 64;
/** A page of long texts ends here. */
const PAGE_BYTES = 2_000_000;
const WARN_EVERY_MS = 60_000;
const RETRY_AFTER_S = 60;

interface Waiting {
  readonly id: string;
  readonly line: string;
  readonly settle: (outcome: Result<string>) => void;
}

/**
 * Keeps flags in a file that grows line by line, `flags.jsonl` in `dir`, which is made when it is missing. A flag counts once it is on the
 * disk; those that come while others are written go along with the next write. Beyond `mostBytes` they are refused, none is dropped.
 */
export function openFlagLog(options: {
  readonly dir: string;
  readonly warn: Report;
  readonly clock: Pick<Clock, "now">;
  readonly mostBytes?: number;
}): FlagLog {
  const { dir, warn, clock, mostBytes = MOST_BYTES } = options;
  const path = join(/* turbopackIgnore: true */ dir, "flags.jsonl");
  const file = openLinesFile(path, mostBytes);
  let waiting: Waiting[] = [];
  let isWriting = false;
  let lastWarned = Number.NEGATIVE_INFINITY;

  const refuse = (problem: unknown, what: string): Result<never> => {
    const code = errorCode(problem);
    if (clock.now() - lastWarned >= WARN_EVERY_MS) {
      lastWarned = clock.now();
      warn("flags_failed", { code, what });
    }
    const detail = `The disk of this server does not ${what} flags now (${code}).`;
    return fail("unavailable", detail, { retryAfterS: RETRY_AFTER_S });
  };

  const write = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    try {
      const size = await sizeOf(path);
      // One more byte ends a line that was torn off.
      let room = mostBytes - size - 1;
      const fitting = batch.filter(({ line }) => {
        const bytes = Buffer.byteLength(line) + 1;
        if (bytes > room) return false;
        room -= bytes;
        return true;
      });
      if (fitting.length > 0) {
        await file.append(fitting.map(({ line }) => line));
        if (size === 0) await syncFolder(dir);
      }
      const kept = new Set(fitting);
      for (const flag of batch) flag.settle(kept.has(flag) ? ok(flag.id) : full(mostBytes));
    } catch (problem) {
      const refused = refuse(problem, "take");
      for (const { settle } of batch) settle(refused);
    }
  };

  const writeAll = async (): Promise<void> => {
    if (isWriting) return;
    isWriting = true;
    while (waiting.length > 0) await write();
    isWriting = false;
  };

  return {
    mostBytes,
    add(flag) {
      if (waiting.length >= MOST_WAITING)
        return Promise.resolve(fail("unavailable", "Many flags are being saved; send it again.", { retryAfterS: 1 }));
      return new Promise((settle) => {
        const id = randomUUID();
        waiting.push({ id, line: JSON.stringify({ id, ...flag }), settle });
        void writeAll();
      });
    },
    async page(from, limit) {
      try {
        const size = await sizeOf(path);
        return await readPage(path, { from, limit, size });
      } catch (problem) {
        return refuse(problem, "give");
      }
    },
  };
}

async function readPage(
  path: string,
  { from, limit, size }: { readonly from: number; readonly limit: number; readonly size: number },
): Promise<Result<FlagPage>> {
  if (from > size) return nowhere;
  if (size === 0) return ok({ rows: [], next: null, bytes: 0 });
  const rows: FlagPage["rows"][number][] = [];
  let at = from;
  for await (const line of readFlagLines(path, from)) {
    if (line === "nowhere") return nowhere;
    if (rows.length === limit || (at > from && line.end - from > PAGE_BYTES))
      return ok({ rows, next: at, bytes: size });
    if (line.row !== null) rows.push(line.row);
    at = line.end;
  }
  return ok({ rows, next: null, bytes: size });
}

const nowhere = fail("invalid_cursor", "cursor is none of this list; take `next` of a page.", {
  fields: [{ field: "cursor", code: "unknown_value", message: "is none of this list; take `next` of a page" }],
});

const full = (mostBytes: number): Result<never> =>
  fail(
    "unavailable",
    `The file of flags is full (${mostBytes / 1_000_000} MB): nothing was saved. Whoever runs this server can move flags.jsonl away.`,
  );

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (problem) {
    if (errorCode(problem) === "ENOENT") return 0;
    throw problem;
  }
}
