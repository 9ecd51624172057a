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
  "selftext",
];

/** A name that ends like this tells something about a text: "post_id", "comment_count". */
const aboutTexts = new Set(["id", "ids", "count", "counts", "num", "url", "urls", "link", "date", "time", "score"]);

/** The column that most likely holds the texts: by its name, else by a part of its name, else the one with the longest cells. */
export function guessColumn(header: readonly string[] | null, rows: readonly (readonly string[])[]): number {
  const lower = header?.map((name) => name.trim().toLowerCase()) ?? [];
  for (const name of names) {
    const exact = lower.indexOf(name);
    if (exact >= 0) return exact;
  }
  const sample = rows.slice(0, 50);
  const partial = (header ?? []).flatMap((name, column) => (speaksOfText(name) ? [column] : []));
  if (partial.length > 0) return longestOf(partial, sample);
  const width = sample.reduce((widest, row) => Math.max(widest, row.length), 1);
  return longestOf([...Array(width).keys()], sample);
}

/** Whether a part of the name is a known one, cut at "_", "-", blanks and capitals. */
function speaksOfText(name: string): boolean {
  const parts = name
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== "");
  return !aboutTexts.has(parts.at(-1) ?? "") && parts.some((part) => names.includes(part));
}

/** The first of the columns with the longest cells. */
function longestOf(columns: readonly number[], rows: readonly (readonly string[])[]): number {
  const length = (column: number) => rows.reduce((sum, row) => sum + (row[column]?.length ?? 0), 0);
  return columns.reduce((best, column) => (length(column) > length(best) ? column : best), columns[0] ?? 0);
}

/** Whether one of the cells is a known name of a column of texts. */
export const namesTexts = (cells: readonly string[]): boolean =>
  cells.some((cell) => names.includes(cell.trim().toLowerCase()));

/** Whether the first row names the columns: a known name, or short words above longer or numeric cells. */
export function guessHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, second] = rows;
  if (!first || !second) return false;
  if (namesTexts(first)) return true;
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
    namesTexts(cells) || (cells.length > 1 && cells.every((cell) => /^[\p{L}_][\p{L}\p{N}_.-]{0,30}$/u.test(cell)))
  );
}
