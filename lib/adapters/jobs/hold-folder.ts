import { randomUUID } from "node:crypto";
import { link, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { errorCode } from "../files/error-code";

const FILE = "owner";
const DESK = ".desk-";
const BEAT_MS = 500;
/** Whoever gave no sign for so long is gone. */
const STALE_MS = 5_000;

export interface FolderHold {
  /** Tries to get the folder for this process alone. Throws errors of the file system. */
  take(): Promise<boolean>;
  /** Whether it has it, as far as it knows. */
  held(): boolean;
  /** The same, asked of the disk. */
  isMine(): Promise<boolean>;
  /** Name of this hold: no other has it, nor has a later one of this process. */
  token(): string;
  /**
   * A folder that goes when somebody else takes over. What is written there first, and moved to its place then, can be moved only
   * while this process is the holder, however long it slept in between.
   */
  desk(): string;
  release(): Promise<void>;
}

/**
 * Sees to it that one process works in a folder. Two would write over one another: an old server that is just going and its successor,
 * or two that were given the same folder. The holder touches a file twice a second; who is killed is followed after five.
 */
export function holdFolder(dir: string, options: { readonly staleMs?: number | undefined; lost(): void }): FolderHold {
  const { staleMs = STALE_MS, lost } = options;
  const file = join(dir, FILE);
  const live = { held: false, token: randomUUID(), beat: null as NodeJS.Timeout | null };
  /** The holder as it was seen last, and since when it has given no sign, by this process's own clock: that of the wall may be set back. */
  let seen = { sign: "", since: 0 };

  const deskOf = (token: string): string => join(dir, DESK + token);
  const stop = (): void => {
    if (live.beat !== null) clearInterval(live.beat);
    Object.assign(live, { held: false, beat: null });
  };
  const isMine = async (): Promise<boolean> => {
    const owner = await readFile(file, "utf8").catch((cause: unknown) => (errorCode(cause) === "ENOENT" ? "" : null));
    const desk = await stat(deskOf(live.token)).catch((cause: unknown) => (errorCode(cause) === "ENOENT" ? "" : null));
    // A disk that cannot say who it is takes nothing away.
    if (live.held && ((owner !== null && owner !== live.token) || desk === "")) {
      stop();
      lost();
    }
    return live.held;
  };
  const beat = async (): Promise<void> => {
    const now = new Date();
    // A process that slept too long may have been followed: it lays its work down instead of fighting for it.
    if (await isMine()) await utimes(file, now, now).catch(() => undefined);
  };
  const tryTake = async (token: string): Promise<boolean> => {
    try {
      const handle = await open(file, "wx", 0o600);
      await handle.writeFile(token).finally(() => handle.close());
      return true;
    } catch (cause) {
      if (errorCode(cause) === "EEXIST") return false;
      throw cause;
    }
  };
  /** Tells one sign of life from another; empty where nobody holds the folder. */
  const signOf = async (path: string): Promise<string> => {
    const [owner, about] = await Promise.all([readFile(path, "utf8").catch(() => ""), stat(path).catch(() => null)]);
    return about === null ? "" : `${owner} ${about.mtimeMs} ${about.ino}`;
  };
  const clearStale = async (): Promise<void> => {
    const sign = await signOf(file);
    if (sign !== seen.sign) seen = { sign, since: performance.now() };
    if (sign === "" || performance.now() - seen.since < staleMs) return;
    const aside = `${file}.${randomUUID()}`;
    // Of several who see it, one moves it away. Who comes late may have moved that one's own, and puts it back.
    await rename(file, aside).catch(() => undefined);
    const moved = await signOf(aside);
    if (moved !== "" && moved !== sign) await link(aside, file).catch(() => undefined);
    await rm(aside, { force: true }).catch(() => undefined);
  };
  /** From here on nothing that an earlier holder has under way can find its way to its place. */
  const clearDesks = async (token: string): Promise<void> => {
    for (const name of await readdir(dir)) {
      if (name.startsWith(DESK)) await rm(join(dir, name), { recursive: true, force: true });
    }
    await mkdir(deskOf(token), { mode: 0o700 });
  };

  return {
    async take() {
      if (live.held) return true;
      await mkdir(dir, { recursive: true, mode: 0o700 });
      await clearStale();
      const token = randomUUID();
      if (!(await tryTake(token))) return false;
      try {
        await clearDesks(token);
        // Somebody who judged late may have moved the fresh file away, and another have come in between.
        if ((await readFile(file, "utf8").catch(() => "")) !== token) {
          await rm(deskOf(token), { recursive: true, force: true });
          return false;
        }
      } catch (cause) {
        await rm(file, { force: true }).catch(() => undefined);
        throw cause;
      }
      Object.assign(live, { held: true, token, beat: setInterval(() => void beat(), BEAT_MS).unref() });
      return true;
    },
    held: () => live.held,
    isMine,
    token: () => live.token,
    desk: () => deskOf(live.token),
    async release() {
      const mine = await isMine();
      stop();
      if (!mine) return;
      await rm(deskOf(live.token), { recursive: true, force: true }).catch(() => undefined);
      await rm(file, { force: true }).catch(() => undefined);
    },
  };
}
