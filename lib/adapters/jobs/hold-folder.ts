import { randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";

const FILE = "owner";
const BEAT_MS = 500;
/** Whoever gave no sign for so long is gone. */
const STALE_MS = 5_000;

export interface FolderHold {
  /** Tries to get the folder for this process alone. Throws errors of the file system. */
  take(): Promise<boolean>;
  /** Whether it has it. */
  held(): boolean;
  release(): Promise<void>;
}

/**
 * Sees to it that one process works in a folder. Two would write over one another: an old server that is just going and its successor,
 * or two that were given the same folder. The holder touches a file twice a second; who is killed is followed after five.
 */
export function holdFolder(dir: string, staleMs = STALE_MS): FolderHold {
  const file = join(dir, FILE);
  const token = randomUUID();
  const live = { held: false, beat: null as NodeJS.Timeout | null };

  const isMine = async (): Promise<boolean> => (await readFile(file, "utf8").catch(() => "")) === token;
  const stop = (): void => {
    if (live.beat !== null) clearInterval(live.beat);
    Object.assign(live, { held: false, beat: null });
  };
  const beat = async (): Promise<void> => {
    const now = new Date();
    // A process that slept too long may have been followed: it lays its work down instead of fighting for it.
    if (await isMine()) await utimes(file, now, now).catch(() => undefined);
    else stop();
  };
  const tryTake = async (): Promise<boolean> => {
    try {
      const handle = await open(file, "wx");
      await handle.writeFile(token).finally(() => handle.close());
      return true;
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") return false;
      throw cause;
    }
  };
  const clearStale = async (): Promise<void> => {
    const about = await stat(file).catch(() => null);
    if (about === null || Date.now() - about.mtimeMs < staleMs) return;
    // Of several who see it, one moves it away.
    const aside = `${file}.${token}`;
    await rename(file, aside).then(
      () => rm(aside, { force: true }),
      () => undefined,
    );
  };

  return {
    async take() {
      if (live.held) return true;
      await mkdir(dir, { recursive: true });
      await clearStale();
      if (!(await tryTake())) return false;
      live.held = true;
      live.beat = setInterval(() => void beat(), BEAT_MS).unref();
      return true;
    },
    held: () => live.held,
    async release() {
      const had = live.held;
      stop();
      if (had && (await isMine())) await rm(file, { force: true }).catch(() => undefined);
    },
  };
}
