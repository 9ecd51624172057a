import type { CallEvent } from "./ports";

/** How much of a call's work is done, by an event of it; null where that tells something else. */
export function readDone({
  event,
  data,
}: CallEvent): { readonly done: number; readonly total: number; readonly state: unknown } | null {
  if (event !== "progress" || typeof data !== "object" || data === null) return null;
  const { done, total, state }: { done?: unknown; total?: unknown; state?: unknown } = data;
  if (typeof done !== "number" || typeof total !== "number") return null;
  return { done, total, state };
}
