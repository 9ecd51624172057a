const names = [
  "text",
  "title",
  "headline",
  "body",
  "content",
  "tweet",
  "post",
  "message",
  "comment",
  "summary",
  "description",
];

/** The column that most likely holds the texts: by its name, else the one with the longest cells. */
export function guessColumn(header: readonly string[] | null, rows: readonly (readonly string[])[]): number {
  const lower = header?.map((name) => name.trim().toLowerCase()) ?? [];
  for (const name of names) {
    const exact = lower.indexOf(name);
    if (exact >= 0) return exact;
  }
  const partial = lower.findIndex((name) => names.some((known) => name.includes(known)));
  if (partial >= 0) return partial;

  const sample = rows.slice(0, 50);
  const width = Math.max(1, ...sample.map((row) => row.length));
  const lengths = Array.from({ length: width }, (_, column) =>
    sample.reduce((sum, row) => sum + (row[column]?.length ?? 0), 0),
  );
  return lengths.indexOf(Math.max(...lengths));
}

/** Whether the first row names the columns: a known name, or short words above longer or numeric cells. */
export function guessHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, second] = rows;
  if (!first || !second) return false;
  if (first.some((cell) => names.includes(cell.trim().toLowerCase()))) return true;
  const wordy = first.every(
    (cell) => /^[\p{L}_][\p{L}\p{N}_ .-]{0,30}$/u.test(cell.trim()) && !cell.trim().includes("  "),
  );
  const unique = new Set(first).size === first.length;
  return (
    first.length > 1 &&
    wordy &&
    unique &&
    second.some((cell, at) => /^[\d.+-]+$/.test(cell) || cell.length > 2 * (first[at]?.length ?? 0))
  );
}

/** Whether a file is a header and nothing else: one row with a known name, or of several single words. */
export function isHeaderAlone(rows: readonly (readonly string[])[]): boolean {
  const [first, second] = rows;
  if (!first || second) return false;
  const cells = first.map((cell) => cell.trim());
  return (
    cells.some((cell) => names.includes(cell.toLowerCase())) ||
    (cells.length > 1 && cells.every((cell) => /^[\p{L}_][\p{L}\p{N}_.-]{0,30}$/u.test(cell)))
  );
}
