import type { Timeframe } from "../../contracts/market";
import { type Failure, failed, type Outcome } from "../../core/failure";
import type { CandleFiles } from "../../core/market/candle-files";
import type { SourceLook } from "../../core/market/candle-source";
import { past } from "../../core/past";
import type { Clock } from "../../core/ports";
import { createFlights } from "../../core/resilience/create-flights";
import { type FoundFile, scanFolder } from "../files/scan-folder";
import { listTables, type Table } from "./list-tables";
import { readFileName } from "./read-file-name";

export type { Table } from "./list-tables";

/** The tables of a folder, as it was at the latest look. */
export interface Tables {
  /** Looks at the folder where the latest look is too old: at once by one caller, for all. */
  refresh(signal: AbortSignal): Promise<Outcome<null>>;
  /** The next caller looks again. */
  expire(): void;
  all(): readonly Table[];
  of(symbol: string): readonly Table[];
  /** A table was opened, and its content says this. */
  tell(table: Table, timeframe: Timeframe): void;
  refuse(file: FoundFile, reason: string): void;
  /** Why a file was refused that would have been of this coin; null where there is none. */
  refusalOf(symbol: string): string | null;
  look(): Pick<SourceLook, "state" | "detail" | "checkedAt" | "lastOkAt" | "failure" | "refused" | "retryAfterS">;
}

interface Refusal {
  readonly mark: string;
  readonly reason: string;
  readonly at: number;
}

const LONGEST_MS = 20_000;
const SCAN = { names: /\.(csv|tsv|txt|parquet)$/i, deepest: 4, mostFiles: 5_000 };
const MOST_REFUSED_SHOWN = 100;
/** Tables of all files together. */
const MOST_TABLES = 20_000;

const markOf = ({ size, modified }: FoundFile): string => `${size} ${modified}`;

export function watchTables({
  dir,
  files,
  clock,
  rescanMs,
  retryMs,
}: {
  readonly dir: string;
  readonly files: CandleFiles;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly rescanMs: number;
  readonly retryMs: number;
}): Tables {
  const flights = createFlights<null>({ late: failed("timed_out"), gone: failed("cancelled") });
  /** By path: what a file held when it was as its mark says. */
  let known = new Map<string, { readonly mark: string; readonly tables: readonly Table[] }>();
  let refused = new Map<string, Refusal>();
  let tables: readonly Table[] = [];
  let looked: { readonly at: number; readonly wall: number; readonly cut: boolean } | null = null;
  let lastOkAt: number | null = null;
  let expired = false;
  let problem: Failure | null = null;

  const stands = (file: FoundFile): boolean => {
    const refusal = refused.get(file.path);
    return refusal !== undefined && refusal.mark === markOf(file) && clock.now() - refusal.at < retryMs;
  };
  const refuse = (file: FoundFile, reason: string): void => {
    refused.set(file.path, { mark: markOf(file), reason, at: clock.now() });
    known.delete(file.path);
    tables = tables.filter((table) => table.file.path !== file.path);
  };

  const rescan = async (signal: AbortSignal): Promise<Outcome<readonly null[]>> => {
    const scan = await scanFolder(dir, SCAN, signal);
    if (!scan.ok) {
      if (scan.error.code !== "cancelled") {
        problem = scan.error;
        looked = { at: clock.now(), wall: clock.wall(), cut: false };
        tables = [];
      }
      return scan;
    }
    const now = new Map<string, { readonly mark: string; readonly tables: readonly Table[] }>();
    const paths = new Set(scan.value.files.map(({ path }) => path));
    refused = new Map([...refused].filter(([path]) => paths.has(path)));
    for (const file of scan.value.files) {
      const mark = markOf(file);
      const before = known.get(file.path);
      if (before?.mark === mark) now.set(file.path, before);
      else if (!stands(file)) {
        const found = await listTables(file, files, signal);
        if (signal.aborted) {
          // What was found so far is not looked for again: many files are found in several looks.
          known = new Map([...known, ...now]);
          return failed("cancelled");
        }
        if ("tables" in found) {
          now.set(file.path, { mark, tables: found.tables });
        } else if (found.reason !== null) refuse(file, found.reason);
      }
    }
    known = now;
    tables = [...now.values()].flatMap((entry) => entry.tables).slice(0, MOST_TABLES);
    problem = null;
    lastOkAt = clock.wall();
    looked = { at: clock.now(), wall: clock.wall(), cut: scan.value.cut };
    expired = false;
    return { ok: true, value: [null] };
  };

  return {
    async refresh(signal) {
      if (looked && !expired && clock.now() - looked.at < rescanMs) {
        return problem ? { ok: false, error: problem } : { ok: true, value: null };
      }
      const scanned = await flights.share({
        keys: ["scan"],
        signal,
        ms: LONGEST_MS,
        work: (_keys, own) => rescan(own),
      });
      return scanned.ok ? { ok: true, value: null } : scanned;
    },
    expire() {
      expired = true;
    },
    all: () => tables,
    of: (symbol) => tables.filter((table) => table.symbol === symbol),
    tell(table, timeframe) {
      refused.delete(table.file.path);
      if (table.timeframe !== null) return;
      const { path } = table.file;
      const entry = known.get(path);
      if (!entry || entry.mark !== markOf(table.file)) return;
      const told = entry.tables.map((each) => (each.market === table.market ? { ...each, timeframe } : each));
      known.set(path, { ...entry, tables: told });
      tables = [...known.values()].flatMap((each) => each.tables).slice(0, MOST_TABLES);
    },
    refuse,
    refusalOf(symbol) {
      const [refusal] = [...refused].filter(([path]) => readFileName(path).symbol === symbol);
      return refusal?.[1].reason ?? null;
    },
    look() {
      const shown = [...refused].slice(0, MOST_REFUSED_SHOWN).map(([path, { reason }]) => ({ path, reason }));
      const common = {
        checkedAt: past(looked?.wall ?? null, clock),
        lastOkAt: past(lastOkAt, clock),
        failure: problem?.code ?? null,
        refused: shown,
        retryAfterS: null,
      };
      if (looked === null) return { state: "not_asked_yet", detail: "The folder was not looked at yet.", ...common };
      if (problem) {
        return { state: "failed", detail: problem.detail, ...common, retryAfterS: Math.ceil(rescanMs / 1_000) };
      }
      const count = new Set(tables.map(({ file }) => file.path)).size;
      const words = [
        `${count} ${count === 1 ? "file" : "files"} of candles`,
        ...(refused.size > 0 ? [`${refused.size} refused`] : []),
        ...(looked.cut ? ["more files or deeper folders than are looked at"] : []),
      ];
      return { state: "ready", detail: `${words.join(", ")}.`, ...common };
    },
  };
}
