import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { timeframes } from "../../contracts/market";
import { failed, type Outcome } from "../../core/failure";
import type { CandleFiles } from "../../core/market/candle-files";
import type { CleanReport } from "../../core/market/candle-source";
import { stepOf } from "../../core/market/timeframe";
import { createFlights } from "../../core/resilience/create-flights";
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
const RULES = 1;
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
  const used = new Map<string, number>();
  /** Key of the newest content of each table: what it was before may go. */
  const newest = new Map<string, string>();
  const use = (table: string, key: string, bytes: number): void => {
    const before = newest.get(table);
    if (before !== undefined && before !== key) used.delete(before);
    newest.set(table, key);
    used.set(key, bytes);
  };
  let place: Promise<string> | null = null;
  const findPlace = (): Promise<string> => {
    place ??= openPlace(folder).catch((cause: unknown) => {
      place = null;
      throw cause;
    });
    return place;
  };

  const recall = async (name: string, key: string, path: string): Promise<Imported | null> => {
    try {
      const report = reportSchema.parse(JSON.parse(await readFile(`${path}.json`, "utf8")));
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
    await replaceFile(`${path}.json`, JSON.stringify(report.value));
    use(nameOf({ file, market }), key, (await stat(path)).size);
    await makeRoom(await findPlace(), mostBytes, used);
    return { ok: true, value: { key, path, report: report.value } };
  };

  return {
    async of(table, signal) {
      const key = keyOf(table);
      const shared = await flights.share({
        keys: [key],
        signal,
        ms: LONGEST_MS,
        work: async (_keys, own) => {
          let path: string;
          try {
            path = join(await findPlace(), `${key}.parquet`);
          } catch (cause) {
            return failed("unavailable", { detail: "there is nowhere to keep clean files", cause });
          }
          const there = await recall(nameOf(table), key, path);
          if (there) return { ok: true, value: [there] };
          try {
            const made = await make(table, key, path, own);
            return made.ok ? { ok: true, value: [made.value] } : made;
          } catch (cause) {
            return failed("unavailable", { detail: "its clean copy could not be written", cause });
          }
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
    return mkdtemp(join(tmpdir(), "barometer-candles-"));
  }
}

/** Deletes what was not used since the start, the oldest first, until the rest is small enough. */
async function makeRoom(folder: string, mostBytes: number, used: ReadonlyMap<string, number>): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".parquet"));
  const there = await Promise.all(
    names.map(async (name) => ({ name, stats: await stat(join(folder, name)).catch(() => null) })),
  );
  let bytes = there.reduce((sum, { stats }) => sum + (stats?.size ?? 0), 0);
  there.sort((a, b) => (a.stats?.mtimeMs ?? 0) - (b.stats?.mtimeMs ?? 0));
  for (const { name, stats } of there) {
    if (bytes <= mostBytes) return;
    if (used.has(name.replace(".parquet", ""))) continue;
    bytes -= stats?.size ?? 0;
    await rm(join(folder, name), { force: true });
    await rm(join(folder, `${name}.json`), { force: true });
  }
}
