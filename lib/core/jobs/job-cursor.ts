const CURSOR = /^i(\d{1,6})$/;

/** A place in the results of a job as text that a client hands back as it came. */
export const writeCursor = (at: number): string => btoa(`i${at}`).replaceAll("=", "");

/** The place that a cursor stands for; null for what is none. */
export function readCursor(cursor: string): number | null {
  if (!/^[A-Za-z0-9+/]{1,20}$/.test(cursor)) return null;
  try {
    const [, at] = CURSOR.exec(atob(cursor)) ?? [];
    return at === undefined ? null : Number(at);
  } catch {
    return null;
  }
}
