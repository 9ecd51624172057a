import type { FailedNewsSource } from "@/lib/contracts/news";

interface FailedGroup {
  readonly names: readonly string[];
  readonly detail: string;
  /** Seconds until the first of them is asked again; null where that is not known. */
  readonly again: number | null;
  /** When it last answered; null where none of them has. */
  readonly ok: string | null;
}

/** Sources that failed alike and never answered share a line; the others have their own, as each answered at its own time. */
export function groupFailed(failed: readonly FailedNewsSource[]): readonly FailedGroup[] {
  const groups = new Map<string, FailedGroup>();
  for (const { source, name, detail, retry_after_s: again, last_ok_at: ok } of failed) {
    const key = ok === null ? detail : source;
    const known = groups.get(key);
    const soonest = Math.min(known?.again ?? Number.POSITIVE_INFINITY, again ?? Number.POSITIVE_INFINITY);
    groups.set(key, {
      names: [...(known?.names ?? []), name],
      detail,
      again: Number.isFinite(soonest) ? soonest : null,
      ok,
    });
  }
  return [...groups.values()];
}
