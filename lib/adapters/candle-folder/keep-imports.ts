import { createHash } from "node:crypto";
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { timeframes } from "../../contracts/market";
import { failed, type Outcome } from "../../core/failure";
import type { CandleFiles } from "../../core/market/candle-files";
import type { CleanReport } from "../../core/market/candle-source";
import { stepOf } from "../../core/market/timeframe";
import { createFlights } from "../../core/resilience/create-flights";
import { digestOf } from "../files/digest-of";
import { replaceFile } from "../files/replace-file";
import type { Table } from "./list-tables";

/** A clean file and what was found when it was made. */
export interface Imported {
  readonly key: string;
  readonly path: string;
  readonly report: CleanReport;
}

export interface Imports {
  /** The clean file of a table: the one that is kept, else a new one. */
  of(table: Table, signal: AbortSignal): Promise<Outcome<Imported>>;
  /** Forgets a clean file that turned out to be damaged. */
  drop(imported: Imported): Promise<void>;
  kept(): { readonly files: number; readonly bytes: number };
}

/** Of the rules by which files are cleaned: a change makes all of them anew. */
const RULES = 2;
const LONGEST_MS = 120_000;

const reportSchema = z.object({
  rows: z.int(),
  candles: z.int(),
  removed: z.object({ duplicates: z.int(), impossible: z.int(), unreadable: z.int(), unclosed: z.int() }),
  examples: z.array(z.string()),
  partialFrom: z.number().nullable(),
  timeframe: z.enum(timeframes),
  first: z.number(),
  last: z.number(),
});

/** What stands beside a clean file: what it must be, and what was found when it was made. */
const besideSchema = z.object({ sha256: z.string().length(64), report: reportSchema });

const digestAt = async (path: string): Promise<string> => {
  const file = await open(path, "r");
  return digestOf(file).finally(() => file.close());
};

/** Clean files of the tables of a folder, under names that change with their content. Where nothing may be written they go to the system's temporary folder. */
export function keepImports({
  folder,
  files,
  wall,
  mostBytes,
}: {
  readonly folder: string;
  readonly files: CandleFiles;
  readonly wall: () => number;
  readonly mostBytes: number;
}): Imports {
  const flights = createFlights<Imported>({ late: failed("timed_out"), gone: failed("cancelled") });
  /** Bytes by key, what was used last at the end. */
  const used = new Map<string, number>();
  /** Key of the newest content of each table: what it was before goes first. */
  const newest = new Map<string, string>();
  const use = (table: string, key: string, bytes: number): void => {
    const before = newest.get(table);
    if (before !== undefined && before !== key) used.delete(before);
    renew(newest, table, key);
    renew(used, key, bytes);
  };
  let place: Promise<string> | null = null;
  const findPlace = (elsewhere = false): Promise<string> => {
    place ??= (elsewhere ? openSpare() : openPlace(folder)).catch((cause: unknown) => {
      place = null;
      throw cause;
    });
    return place;
  };

  const recall = async (name: string, key: string, path: string): Promise<Imported | null> => {
    try {
      const { sha256, report } = besideSchema.parse(JSON.parse(await readFile(`${path}.json`, "utf8")));
      // Once in each process: a disk that changed a bit of it would show prices that nobody paid.
      if (!used.has(key) && (await digestAt(path)) !== sha256) return null;
      use(name, key, (await stat(path)).size);
      return { key, path, report };
    } catch {
      return null;
    }
  };

  const make = async (
    { file, market, timeframe }: Table,
    key: string,
    path: string,
    signal: AbortSignal,
  ): Promise<Outcome<Imported>> => {
    const clean = (fetchedAt: number): Promise<Outcome<CleanReport>> =>
      files.import({
        from: file.full,
        to: path,
        timeframe,
        fetchedAt,
        signal,
        ...(market !== null && { market }),
      });
    const wallNow = wall();
    let report = await clean(wallNow);
    if (!report.ok) return report;
    // Written while its last candle ran: that candle had not closed, whatever the time is now.
    const { last } = report.value;
    const ends = last + stepOf[report.value.timeframe];
    if (file.modified > last && file.modified < ends && file.modified < wallNow) report = await clean(file.modified);
    if (!report.ok) return report;
    const now = await stat(file.full).catch(() => null);
    if (now?.size !== file.size || now.mtimeMs !== file.modified) {
      await rm(path, { force: true });
      return failed("unavailable", { detail: "the file changed while it was read", retryAfterS: 1 });
    }
    const beside = { sha256: await digestAt(path), report: report.value };
    await replaceFile(`${path}.json`, JSON.stringify(beside));
    use(nameOf({ file, market }), key, (await stat(path)).size);
    await makeRoom(dirname(path), mostBytes, used, key);
    return { ok: true, value: { key, path, report: report.value } };
  };

  const keepIn = async (
    table: Table,
    key: string,
    signal: AbortSignal,
    elsewhere = false,
  ): Promise<Outcome<Imported>> => {
    try {
      const path = join(await findPlace(elsewhere), `${key}.parquet`);
      const there = await recall(nameOf(table), key, path);
      return there ? { ok: true, value: there } : await make(table, key, path, signal);
    } catch (cause) {
      return failed("unavailable", { detail: "its clean copy could not be written", cause });
    }
  };

  return {
    async of(table, signal) {
      const key = keyOf(table);
      const shared = await flights.share({
        keys: [key],
        signal,
        ms: LONGEST_MS,
        work: async (_keys, own) => {
          let outcome = await keepIn(table, key, own);
          // A folder that was deleted is made again; a disk that became full or closed is left for another.
          for (const elsewhere of [false, true]) {
            if (outcome.ok || outcome.error.cause === undefined || own.aborted) break;
            if (outcome.error.code !== "unavailable") break;
            place = null;
            outcome = await keepIn(table, key, own, elsewhere);
          }
          return outcome.ok ? { ok: true, value: [outcome.value] } : outcome;
        },
      });
      if (!shared.ok) return shared;
      const [imported] = shared.value;
      return imported ? { ok: true, value: imported } : failed("internal");
    },
    async drop({ key, path }) {
      used.delete(key);
      await Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]).catch(() => {});
    },
    kept: () => ({ files: used.size, bytes: [...used.values()].reduce((sum, bytes) => sum + bytes, 0) }),
  };
}

const nameOf = ({ file, market }: Pick<Table, "file" | "market">): string => `${file.path} ${market}`;

const keyOf = ({ file: { full, size, modified }, market, timeframe }: Table): string =>
  createHash("sha256")
    .update(JSON.stringify([RULES, full, size, modified, market, timeframe]))
    .digest("hex")
    .slice(0, 32);

async function openPlace(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    const probe = join(folder, ".writable");
    await replaceFile(probe, "");
    await rm(probe, { force: true });
    return folder;
  } catch {
    return openSpare();
  }
}

const openSpare = (): Promise<string> => mkdtemp(join(tmpdir(), "barometer-candles-"));

/** As many as there are tables at the most. */
const MOST_KEYS = 20_000;

/** Sets an entry as the one that was used last; the oldest goes where there are too many. */
function renew<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MOST_KEYS) break;
    map.delete(oldest);
  }
}

/** Deletes files until the rest is small enough: those not used since the start, the oldest first, then what was used longest ago. */
async function makeRoom(folder: string, mostBytes: number, used: Map<string, number>, kept: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".parquet"));
  const there = await Promise.all(
    names.map(async (name) => {
      const stats = await stat(join(folder, name)).catch(() => null);
      return { name, key: name.replace(".parquet", ""), size: stats?.size ?? 0, modified: stats?.mtimeMs ?? 0 };
    }),
  );
  let bytes = there.reduce((sum, { size }) => sum + size, 0);
  const rank = new Map([...used.keys()].map((key, place) => [key, place]));
  there.sort((a, b) => (rank.get(a.key) ?? -1) - (rank.get(b.key) ?? -1) || a.modified - b.modified);
  for (const { name, key, size } of there) {
    if (bytes <= mostBytes) return;
    if (key === kept) continue;
    bytes -= size;
    used.delete(key);
    await rm(join(folder, name), { force: true });
    await rm(join(folder, `${name}.json`), { force: true });
  }
}
