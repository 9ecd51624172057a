import { type Failure, failed } from "../../core/failure";
import type { FoundItem } from "../../core/news/news-item";
import type { Harvest, NewsSource, NewsSourceLook } from "../../core/news/news-source";
import { past } from "../../core/past";
import type { Clock, Report } from "../../core/ports";
import { type FoundFile, scanFolder } from "../files/scan-folder";
import { type FileMark, parseFolderState, writeFolderState } from "./folder-state";
import { type FileTally, readNewsFile } from "./read-news-file";

const NAME = "Own folder";
/** What is known of so many files fits into the state of a source. */
const MOST_FILES = 500;
/** The folder, and two below each other. */
const DEEPEST = 3;
const PORTION = 1_000;
const EVERY_MS = 60_000;
/** A file that the system would not let us read is tried again after so long; one with nothing in it to read, when it changes. */
const RETRY_MS = 600_000;
const MOST_NAMED = 3;

const SCAN = { names: /\.(?:jsonl|ndjson|json|csv|tsv)$/i, deepest: DEEPEST, mostFiles: MOST_FILES };

interface Refused {
  readonly mark: string;
  readonly because: Failure;
  readonly at: number;
}

const markOf = ({ size, modified }: FoundFile): string => `${size} ${Math.floor(modified)}`;

/** News of one's own: tables as text in a folder. Files that did not change are not opened; of those that grew only the new end is read. */
export function createNewsFolder({
  dir,
  clock,
  warn,
}: {
  readonly dir: string;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly warn: Report;
}): NewsSource {
  const refused = new Map<string, Refused>();
  const live = {
    failure: null as Failure | null,
    checkedAt: null as number | null,
    lastOkAt: null as number | null,
    files: 0,
    isCut: false,
  };

  const refuse = (file: FoundFile, because: Failure): void => {
    if (refused.get(file.path)?.mark !== markOf(file))
      warn("news_file_not_read", { file: file.path, reason: because.detail });
    refused.set(file.path, { mark: markOf(file), because, at: clock.now() });
  };
  const isRefused = (file: FoundFile): boolean => {
    const known = refused.get(file.path);
    if (known === undefined || known.mark !== markOf(file)) return false;
    return known.because.code === "bad_files" || clock.now() - known.at < RETRY_MS;
  };

  return {
    key: "news-folder",
    name: NAME,
    kind: "folder",
    home: null,
    licence: null,
    layout: "JSONL, JSON and CSV files in a folder of this machine",
    sample: false,
    everyMs: EVERY_MS,
    async ask({ state, signal }) {
      const scan = await scanFolder(dir, SCAN, signal);
      if (!scan.ok) {
        if (scan.error.code === "cancelled") return scan;
        Object.assign(live, { failure: scan.error, checkedAt: clock.wall(), files: 0 });
        return scan;
      }
      const { files, cut } = scan.value;
      const marks = new Map<string, FileMark>();
      const before = parseFolderState(state);
      const changed: FoundFile[] = [];
      for (const file of files) {
        const mark = before(file.path);
        if (mark !== null) marks.set(file.path, mark);
        const isSame = mark !== null && mark.size === file.size && mark.modified === Math.floor(file.modified);
        if (!isSame && !isRefused(file)) changed.push(file);
      }
      const paths = new Set(files.map(({ path }) => path));
      for (const path of refused.keys()) if (!paths.has(path)) refused.delete(path);
      const wall = clock.wall();
      Object.assign(live, { failure: null, checkedAt: wall, lastOkAt: wall, files: files.length, isCut: cut });
      if (changed.length === 0) return { ok: true, value: null };
      return { ok: true, value: harvest({ changed, marks, refused, refuse, signal }) };
    },
    look: () => lookOf(live, refused, clock),
  };
}

function harvest({
  changed,
  marks,
  refused,
  refuse,
  signal,
}: {
  readonly changed: readonly FoundFile[];
  readonly marks: Map<string, FileMark>;
  readonly refused: Map<string, Refused>;
  readonly refuse: (file: FoundFile, because: Failure) => void;
  readonly signal: AbortSignal;
}): Harvest {
  let unusable = 0;
  async function* portions(): AsyncGenerator<readonly FoundItem[]> {
    let portion: FoundItem[] = [];
    for (const file of changed) {
      const tally: FileTally = { usable: 0, unusable: 0, mark: null };
      const known = unusable;
      const reading = readNewsFile(file, { before: marks.get(file.path) ?? null, name: NAME, tally, signal });
      try {
        for (;;) {
          const step = await reading.next();
          unusable = known + tally.unusable;
          if (step.done) {
            if (step.value.ok) refused.delete(file.path);
            else refuse(file, step.value.error);
            break;
          }
          for (const item of step.value) {
            portion.push(item);
            if (portion.length < PORTION) continue;
            yield portion;
            portion = [];
          }
        }
      } finally {
        // Whoever stops taking portions must not leave a file open.
        await reading.return({ ok: true, value: null });
      }
      if (tally.mark !== null) marks.set(file.path, tally.mark);
    }
    if (portion.length > 0) yield portion;
  }
  return { portions: portions(), state: () => writeFolderState(marks), unusable: () => unusable };
}

function lookOf(
  live: {
    readonly failure: Failure | null;
    readonly checkedAt: number | null;
    readonly lastOkAt: number | null;
    readonly files: number;
    readonly isCut: boolean;
  },
  refused: ReadonlyMap<string, Refused>,
  clock: Pick<Clock, "wall">,
): NewsSourceLook {
  const common = { retryAfterS: null, checkedAt: past(live.checkedAt, clock), lastOkAt: past(live.lastOkAt, clock) };
  if (live.checkedAt === null)
    return { state: "not_asked_yet", detail: "the folder was not looked at yet", failure: null, ...common };
  if (live.failure !== null)
    return {
      ...common,
      state: "failed",
      detail: live.failure.detail,
      failure: live.failure,
      retryAfterS: EVERY_MS / 1_000,
    };
  const named = [...refused]
    .slice(0, MOST_NAMED)
    .map(([path, { because }]) => `${path.replace(/\p{C}/gu, "?").slice(0, 100)}: ${because.detail}`);
  const words = [
    `${live.files} ${live.files === 1 ? "file" : "files"}`,
    ...(refused.size > 0 ? [`${refused.size} not read`] : []),
    ...(live.isCut ? ["more files or deeper folders than are looked at"] : []),
  ].join(", ");
  const detail = [words, ...named].join("; ");
  if (refused.size === 0 || refused.size < live.files) return { state: "ready", detail, failure: null, ...common };
  const { error } = failed("bad_files", { detail });
  return { ...common, state: "failed", detail, failure: error };
}
