import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Clock, Report } from "../../core/ports";
import { digestOf } from "../files/digest-of";
import { errorCode } from "../files/error-code";
import { replaceFile } from "../files/replace-file";
import { type FileKey, type KeptFile, keptFileSchema } from "./kept-file";
import type { MarketFolder, Shelved } from "./market-folder";
import { sweepFolder, sweepSpares } from "./sweep-folder";

const WARN_EVERY_MS = 60_000;
/** A full or read-only disk seldom mends in seconds. */
const TRY_AGAIN_MS = 60_000;
const TOUCH_EVERY_MS = 3_600_000;
const MOST_FILES = 10_000;
const MOST_SIDECAR_BYTES = 20_000;
const MOST_TEXT_BYTES = 4_000_000;
/** What the file system says where it is no fault of the work. */
const troubles = new Set([
  "ENOSPC",
  "EDQUOT",
  "EROFS",
  "EACCES",
  "EPERM",
  "EIO",
  "ENOTDIR",
  "EEXIST",
  "ELOOP",
  "EBUSY",
  "EFBIG",
]);

interface Entry extends Shelved {
  checked: boolean;
  usedAt: number;
  touchedAt: number;
}

/** Keeps files in a folder: a file, and beside it what it is. The name of a file holds its digest, so that an old name never means a new file. */
export function openMarketFolder(options: {
  /** Made when it is missing. */
  readonly dir: string;
  readonly mostBytes: number;
  readonly clock: Pick<Clock, "now">;
  readonly warn: Report;
  /** Where to write while `dir` cannot be written to. */
  readonly spare?: string;
}): MarketFolder {
  const { dir, mostBytes, clock, warn } = options;
  const entries = new Map<string, Entry>();
  const texts = new Map<string, string>();
  const own = `${createHash("sha256").update(hostname()).digest("hex").slice(0, 8)}-${process.pid}`;
  const spare = join(options.spare ?? tmpdir(), `barometer-market-${own}-${randomUUID().slice(0, 8)}`);
  const live = { troubledUntil: Number.NEGATIVE_INFINITY, warnedAt: Number.NEGATIVE_INFINITY, madeSpare: false };

  const note = (problem: unknown): void => {
    live.troubledUntil = clock.now() + TRY_AGAIN_MS;
    if (clock.now() - live.warnedAt < WARN_EVERY_MS) return;
    live.warnedAt = clock.now();
    warn("market_cache_not_written", { code: errorCode(problem) });
  };

  const readSidecar = async (id: string): Promise<Entry | null> => {
    try {
      const file = join(dir, `${id}.json`);
      const { size, mtimeMs } = await stat(file);
      if (size > MOST_SIDECAR_BYTES) return null;
      const about = keptFileSchema.parse(JSON.parse(await readFile(file, "utf8")));
      if (idOf(about) !== id || !about.data.startsWith(id)) return null;
      const path = join(dir, about.data);
      if (!(await stat(path)).isFile()) return null;
      // Files of earlier runs are older than all of this one, in the order in which they were used.
      const entry = {
        about,
        file: path,
        checked: false,
        usedAt: mtimeMs - Date.now() + clock.now(),
        touchedAt: Number.NEGATIVE_INFINITY,
      };
      entries.set(id, entry);
      return entry;
    } catch {
      return null;
    }
  };

  const started = (async () => {
    await sweepFolder(dir, own);
    await sweepSpares(options.spare ?? tmpdir(), own);
    const names = await readdir(dir).catch((): string[] => []);
    for (const name of names.filter((one) => /^[0-9a-f]{32}\.json$/.test(one)).slice(0, MOST_FILES))
      await readSidecar(name.slice(0, 32));
  })().catch(() => {});

  const drop = async (shelved: Shelved): Promise<void> => {
    const id = idOf(shelved.about);
    if (entries.get(id)?.file === shelved.file) entries.delete(id);
    // Another process may have put a newer one there: its sidecar stays. It goes first, so that none ever names what is gone.
    const beside = await readFile(join(dir, `${id}.json`), "utf8").catch(() => "");
    if (beside.includes(shelved.about.data)) await rm(join(dir, `${id}.json`), { force: true }).catch(() => {});
    await rm(shelved.file, { force: true }).catch(() => {});
  };

  /** Whether a file is what it was when it was kept. */
  const check = async ({ about, file }: Entry): Promise<boolean> => {
    const handle = await open(file, "r").catch(() => null);
    if (handle === null) return false;
    try {
      return about.sha256 === null || (await digestOf(handle)) === about.sha256;
    } catch {
      return false;
    } finally {
      await handle.close();
    }
  };

  const makeRoom = async (kept: Shelved): Promise<void> => {
    const all = [...entries.values()];
    let bytes = all.reduce((sum, { about }) => sum + about.bytes, 0);
    // What came goes before what was made of it: that is what people ask for.
    const order = all.sort(
      (a, b) => Number(a.about.kind === "candles") - Number(b.about.kind === "candles") || a.usedAt - b.usedAt,
    );
    let files = all.length;
    for (const entry of order) {
      if (bytes <= mostBytes && files <= MOST_FILES) return;
      if (entry.file === kept.file) continue;
      await drop(entry);
      bytes -= entry.about.bytes;
      files -= 1;
    }
  };

  return {
    async find(key) {
      await started;
      const id = idOf(key);
      const known = entries.get(id) ?? (await readSidecar(id));
      for (const entry of [known, null]) {
        const one = entry ?? (await readSidecar(id));
        if (one === null) return null;
        if (one.checked ? await exists(one.file) : await check(one)) {
          one.checked = true;
          one.usedAt = clock.now();
          if (clock.now() - one.touchedAt > TOUCH_EVERY_MS) {
            one.touchedAt = clock.now();
            const now = new Date();
            await utimes(join(dir, `${id}.json`), now, now).catch(() => {});
          }
          return one;
        }
        // Another process may have replaced it: what stands beside it is read once more.
        if (await exists(one.file)) {
          warn("market_file_broken", { dataset: one.about.dataset, path: one.about.path, kind: one.about.kind });
          await drop(one);
        } else entries.delete(id);
      }
      return null;
    },
    async write(work) {
      await started;
      const inside = async (folder: string) => {
        const room = join(folder, `tmp-${own}-${randomUUID()}`);
        await mkdir(room, { recursive: true });
        try {
          return await work(room);
        } finally {
          await rm(room, { recursive: true, force: true }).catch(() => {});
        }
      };
      if (clock.now() >= live.troubledUntil) {
        try {
          return await inside(dir);
        } catch (problem) {
          if (!troubles.has(errorCode(problem))) throw problem;
          note(problem);
        }
      }
      live.madeSpare = true;
      return inside(spare);
    },
    async keep(given, from) {
      const base = dirname(dirname(from));
      const id = idOf(given);
      const digest = createHash("sha256")
        .update(given.sha256 ?? randomUUID())
        .digest("hex")
        .slice(0, 16);
      const about: KeptFile = {
        version: 1,
        ...given,
        data: `${id}-${digest}.${given.kind === "raw" ? "raw" : "parquet"}`,
      };
      const file = join(base, about.data);
      const before = entries.get(id);
      const now = clock.now();
      await rename(from, file);
      if (base === dir)
        await replaceFile(join(dir, `${id}.json`), `${JSON.stringify(about)}\n`, { via: dirname(from) });
      const entry: Entry = { about, file, checked: true, usedAt: now, touchedAt: now };
      entries.set(id, entry);
      if (before !== undefined && before.file !== file) await rm(before.file, { force: true }).catch(() => {});
      await makeRoom(entry);
      return entry;
    },
    drop,
    list: (dataset) => [...entries.values()].flatMap(({ about }) => (about.dataset === dataset ? [about] : [])),
    async loadText(name) {
      const file = join(dir, basename(name));
      const about = await stat(file).catch(() => null);
      if (about === null || about.size > MOST_TEXT_BYTES) return texts.get(name) ?? null;
      return readFile(file, "utf8").catch(() => texts.get(name) ?? null);
    },
    async saveText(name, text) {
      texts.set(name, text);
      try {
        await mkdir(dir, { recursive: true });
        await replaceFile(join(dir, basename(name)), text);
      } catch (problem) {
        note(problem);
      }
    },
    async close() {
      await started;
      if (live.madeSpare) await rm(spare, { recursive: true, force: true }).catch(() => {});
    },
  };
}

const idOf = ({ kind, dataset, path, market }: FileKey): string =>
  createHash("sha256")
    .update(JSON.stringify([kind, dataset, path, market]))
    .digest("hex")
    .slice(0, 32);

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
