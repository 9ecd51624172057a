import { type Failure, failure } from "../../core/failure";
import type { Clock } from "../../core/ports";
import type { KeeperLook, Wish } from "./file-keeper";

/** How long a file that failed is left alone: at first, and at most. */
const AGAIN_MS = 15_000;
const REFUSED_MS = 600_000;
const LONGEST_REFUSED_MS = 21_600_000;
const MOST_STATES = 5_000;

type File = Pick<Wish, "dataset" | "path" | "market">;

interface State {
  /** Monotonic time at which it should be looked at again. */
  dueAt: number;
  checkedAt: number | null;
  failure: Failure | null;
  failures: number;
}

/** What is known of files in this process: when they were looked at, and what went wrong. Times are monotonic. */
export function createFileStates({
  clock,
  refreshMs,
}: {
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly refreshMs: number;
}) {
  /** By dataset: what the latest look at the other side said. */
  const latest = new Map<string, Failure | null>();
  const states = new Map<string, State & { readonly file: File }>();
  const of = (file: File): State => {
    const key = JSON.stringify([file.dataset, file.path, file.market]);
    const known = states.get(key);
    if (known !== undefined) return known;
    const made = { file, dueAt: Number.NEGATIVE_INFINITY, checkedAt: null, failure: null, failures: 0 };
    // The oldest goes: it is looked at once more where it is wanted.
    for (const old of states.keys()) {
      if (states.size < MOST_STATES) break;
      states.delete(old);
    }
    states.set(key, made);
    return made;
  };
  const restMs = ({ code, retryAfterS = 0 }: Failure, failures: number): number => {
    const [first, most] = code === "bad_files" ? [REFUSED_MS, LONGEST_REFUSED_MS] : [AGAIN_MS, refreshMs];
    return Math.max(Math.min(most, first * 2 ** Math.min(failures, 20)), retryAfterS * 1_000);
  };
  return {
    isDue: (file: File): boolean => clock.now() >= of(file).dueAt,
    failureOf: (file: File): Failure | null => of(file).failure,
    /** The other side was asked, and answered. */
    checked(file: File): void {
      latest.set(file.dataset, null);
      of(file).checkedAt = clock.wall();
      of({ ...file, market: null }).checkedAt = clock.wall();
    },
    good(file: File): void {
      const state = of(file);
      Object.assign(state, { failure: null, failures: 0, dueAt: clock.now() + refreshMs });
    },
    failed(file: File, because: Failure): void {
      if (because.code === "cancelled" || because.code === "busy") return;
      // A file that is broken or missing says nothing of the rest.
      if (because.code !== "bad_files" && because.code !== "not_served") latest.set(file.dataset, because);
      const state = of(file);
      state.failure = because;
      state.dueAt = clock.now() + restMs(because, state.failures);
      state.failures += 1;
    },
    /** Why a file of which nothing is kept is not asked for now, or null. */
    refusal(file: File): Failure | null {
      const state = of(file);
      const leftMs = state.dueAt - clock.now();
      if (state.failure === null || leftMs <= 0) return null;
      return failure(state.failure.code, { detail: state.failure.detail, retryAfterS: Math.ceil(leftMs / 1_000) });
    },
    look(dataset: string): KeeperLook {
      const own = [...states.values()].filter(({ file }) => file.dataset === dataset);
      const checked = own.flatMap(({ checkedAt }) => (checkedAt === null ? [] : [checkedAt]));
      const failing = own.flatMap((state) => (state.failure === null ? [] : [{ ...state, failure: state.failure }]));
      return {
        failure: latest.get(dataset) ?? null,
        checkedAt: checked.length === 0 ? null : Math.min(Math.max(...checked), clock.wall()),
        refused: failing
          .filter((state) => state.failure.code === "bad_files")
          .slice(0, 100)
          .map((state) => ({ path: state.file.path, reason: state.failure.detail })),
      };
    },
  };
}
