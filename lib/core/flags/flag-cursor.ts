const CURSOR = /^f(\d{1,9})$/;

/** A place among flags as text that a client hands back as it came. */
export const writeFlagCursor = (at: number): string => btoa(`f${at}`).replaceAll("=", "");

/** The place that a cursor stands for; null for what is none. */
export function readFlagCursor(cursor: string): number | null {
  if (!/^[A-Za-z0-9+/]{1,20}$/.test(cursor)) return null;
  try {
    const [, at] = CURSOR.exec(atob(cursor)) ?? [];
    return at === undefined ? null : Number(at);
  } catch {
    return null;
  }
}
