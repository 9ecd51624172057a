import { join } from "node:path";
import type { KeptLedger } from "../../core/budget/ledger";
import { parseKeptLedger } from "../../core/budget/parse-kept-ledger";
import type { Clock, Report } from "../../core/ports";
import { openStateFile, type StateFileLook } from "./open-state-file";

interface LedgerFileOptions {
  /** Made when it is missing. */
  readonly dir: string;
  readonly warn: Report;
  readonly clock: Pick<Clock, "now">;
}

export interface LedgerFile {
  /** What an earlier run left; null when that is nothing, or nothing that can be used. */
  load(): Promise<KeptLedger | null>;
  /** Writes soon; of several ledgers in a short time only the last. */
  save(ledger: KeptLedger): void;
  /** Writes now what waits. Never fails: what cannot be written goes on waiting. */
  flush(): Promise<void>;
  /** The same at once, for the moment in which a process ends. */
  flushSync(): void;
  /** False while the file cannot be written and spending is kept in memory only. */
  persisted(): boolean;
  look(): StateFileLook;
}

/** Keeps what remote calls cost in a file. */
export function openLedgerFile({ dir, warn, clock }: LedgerFileOptions): LedgerFile {
  let latest: KeptLedger | null = null;
  const file = openStateFile<KeptLedger>({
    file: join(dir, "hf-budget.json"),
    // A ledger has some 150 bytes, two have 300.
    mostBytes: 4_096,
    writeEveryMs: 2_000,
    parse: parseKeptLedger,
    render: () => JSON.stringify(latest),
    events: { unsaved: "budget_not_saved", broken: "budget_file_broken" },
    warn,
    clock,
  });
  return {
    async load() {
      await file.prepare();
      return file.load();
    },
    save(ledger) {
      latest = ledger;
      file.changed();
    },
    flush: file.flush,
    flushSync: file.flushSync,
    persisted: () => file.look().written === true,
    look: file.look,
  };
}
