import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, mkdir, open, readdir, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { fail, ok, type Result } from "../../core/errors";
import { safeName } from "../../core/gradio/safe-name";
import {
  type FreshFile,
  type HeldFile,
  type UploadLimits,
  type Uploads,
  uploadLimits,
} from "../../core/gradio/uploads";
import type { Clock, Report } from "../../core/ports";
import { errorCode } from "./error-code";

/** How often a server touches its folder, and removes what is over. */
const SIGN_MS = 60_000;
/** A folder without a sign for so long has lost its server. */
const STALE_MS = 600_000;
const OWN = /^[\da-f]{32}$/;
const full: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const WARN_EVERY_MS = 60_000;
const RETRY_S = 30;

interface Entry extends HeldFile {
  readonly client: string;
  readonly until: number;
  readonly file: string;
}

/**
 * Keeps uploads in a folder of this process below `dir`/uploads, each under its id alone: no word of a client reaches the disk.
 * The list of them is in memory, so that what an earlier process left is never served. Its folder goes when it closes; that of
 * a process that was killed goes when another finds it without a sign of life for ten minutes. Others' folders stay.
 */
export function openUploads({
  dir,
  clock,
  warn,
  limits = uploadLimits,
}: {
  readonly dir: string;
  readonly clock: Pick<Clock, "now">;
  readonly warn: Report;
  readonly limits?: UploadLimits;
}): Uploads {
  const all = join(/* turbopackIgnore: true */ dir, "uploads");
  const own = join(all, randomBytes(16).toString("hex"));
  /** By path, the oldest first: all are kept equally long. */
  const held = new Map<string, Entry>();
  const live = {
    /** What is being written counts as well. */
    total: { files: 0, bytes: 0 },
    byClient: new Map<string, { files: number; bytes: number }>(),
    warnedAt: Number.NEGATIVE_INFINITY,
    isClosed: false,
  };

  const shareOf = (client: string) => live.byClient.get(client) ?? { files: 0, bytes: 0 };
  const count = (client: string, files: number, bytes: number): void => {
    live.total = { files: live.total.files + files, bytes: live.total.bytes + bytes };
    const share = shareOf(client);
    const left = { files: share.files + files, bytes: share.bytes + bytes };
    if (left.files > 0) live.byClient.set(client, left);
    else live.byClient.delete(client);
  };
  const remove = (path: string, entry: Entry): Promise<void> => {
    held.delete(path);
    count(entry.client, -1, -entry.size);
    return rm(entry.file, { force: true }).catch(() => undefined);
  };
  const removeOld = (): void => {
    for (const [path, entry] of held) {
      if (entry.until > clock.now()) break;
      void remove(path, entry);
    }
  };

  const waitS = (entries: Iterable<Entry>): number => {
    const [oldest] = entries;
    return oldest === undefined ? RETRY_S : Math.max(1, Math.ceil((oldest.until - clock.now()) / 1_000));
  };
  /** Gives what must go for so much more. Nothing has gone yet: what is refused later must cost no file. */
  const roomFor = (client: string, files: number, bytes: number): Result<ReadonlyMap<string, Entry>> => {
    removeOld();
    const share = shareOf(client);
    const going = new Map<string, Entry>();
    let freed = 0;
    const isOver = (): boolean =>
      share.files - going.size + files > limits.mostOfClient || share.bytes - freed + bytes > limits.mostBytesOfClient;
    // A client that sends a file with each call would otherwise be locked out: its own oldest make room.
    for (const [path, entry] of held) {
      if (!isOver()) break;
      if (entry.client !== client) continue;
      going.set(path, entry);
      freed += entry.size;
    }
    // What is left of it is on its way to the disk, or is too much by itself.
    if (isOver())
      return fail(
        "rate_limited",
        `At most ${limits.mostOfClient} files and ${limits.mostBytesOfClient / 1e6} MB of one client are taken at a time.`,
        { retryAfterS: RETRY_S },
      );
    const total = { files: live.total.files - going.size + files, bytes: live.total.bytes - freed + bytes };
    if (total.files > limits.mostHeld || total.bytes > limits.mostHeldBytes)
      return fail("unavailable", "All room for uploads is taken; send it again later.", {
        retryAfterS: waitS(held.values()),
      });
    return ok(going);
  };

  const refuse = (cause: unknown): Result<never> => {
    const code = errorCode(cause);
    if (clock.now() - live.warnedAt >= WARN_EVERY_MS) {
      live.warnedAt = clock.now();
      warn("upload_not_kept", { code });
    }
    const why = full.has(code) ? "the disk is full" : "its disk does not take them";
    return fail("unavailable", `The server cannot keep files now: ${why}.`, { retryAfterS: RETRY_S, cause });
  };

  const sign = async (): Promise<void> => {
    removeOld();
    const now = new Date();
    await utimes(own, now, now).catch(() => undefined);
    await removeStale(all);
  };

  void removeStale(all);
  // From the start: what a server left that came up again at once is not stale yet, and nothing may ever be sent to this one.
  const timer = setInterval(() => void sign(), SIGN_MS).unref();

  return {
    room(client) {
      const room = roomFor(client, 1, 0);
      return room.ok ? ok(null) : room;
    },
    async add(client, files) {
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      const room = roomFor(client, files.length, bytes);
      if (!room.ok) return room;
      for (const [path, entry] of room.value) void remove(path, entry);
      // Before the first wait: of two who come at once the second finds it taken.
      count(client, files.length, bytes);
      const fresh = files.map((file) => ({ file, ...newEntry(own, client, file, clock.now() + limits.keptMs) }));
      try {
        await mkdir(own, { recursive: true, mode: 0o700 });
        for (const { file, entry } of fresh) await write(entry.file, file.pieces);
      } catch (cause) {
        count(client, -files.length, -bytes);
        await Promise.all(fresh.map(({ entry }) => rm(entry.file, { force: true }).catch(() => undefined)));
        return refuse(cause);
      }
      if (live.isClosed) {
        await rm(own, { recursive: true, force: true }).catch(() => undefined);
        return fail("unavailable", "The server is going down.", { retryAfterS: RETRY_S });
      }
      for (const { entry } of fresh) held.set(entry.path, entry);
      return ok(fresh.map(({ entry }) => entry.path));
    },
    find(path) {
      const entry = held.get(path);
      return entry && entry.until > clock.now() ? entry : undefined;
    },
    async close() {
      live.isClosed = true;
      clearInterval(timer);
      held.clear();
      await rm(own, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}

function newEntry(own: string, client: string, { name: said, size }: FreshFile, until: number): { entry: Entry } {
  const id = randomBytes(16).toString("hex");
  const name = safeName(said);
  const file = join(own, id);
  const path = `uploads/${id}/${name}`;
  return { entry: { path, name, size, client, until, file, parts: () => partsOf(file) } };
}

/** Opens it when the first piece is asked for. */
async function* partsOf(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file);
}

/** Nobody knows its name before it is whole. */
async function write(file: string, pieces: readonly Uint8Array[]): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    // It writes on until all is taken, or the disk says why not.
    for (const piece of pieces) await handle.writeFile(piece);
  } finally {
    await handle.close();
  }
}

/** Removes folders of processes that are gone. One that is not ours by its name, or a link, is left alone. */
async function removeStale(all: string): Promise<void> {
  for (const name of await readdir(all).catch(() => [])) {
    if (!OWN.test(name)) continue;
    const folder = join(all, name);
    const about = await lstat(folder).catch(() => null);
    if (about?.isDirectory() && Date.now() - about.mtimeMs > STALE_MS)
      await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}
