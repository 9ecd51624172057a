import type { Row } from "./compare-replies";

const WIDTHS = [38, 44, 44, 11] as const;

/** The rows as a table of fixed width; long cells go on in the next line. `hide` has the last look at every word. */
export function printTable(rows: readonly Row[], hide: (text: string) => string): string {
  const head = ["question", "real", "double", "verdict"];
  const line = WIDTHS.map((width) => "-".repeat(width));
  const cells = rows.map(({ question, real, double, verdict }) => [question, real, double, verdict]);
  return [head, line, ...cells].map((row) => printRow(row.map((cell) => clean(hide(cell))))).join("");
}

function printRow(cells: readonly string[]): string {
  const columns = cells.map((cell, index) => wrap(cell, WIDTHS[index] ?? 20));
  const height = Math.max(...columns.map(({ length }) => length));
  const lines = Array.from({ length: height }, (_, at) =>
    columns
      .map((column, index) => (column[at] ?? "").padEnd(WIDTHS[index] ?? 20))
      .join("  ")
      .trimEnd(),
  );
  return `${lines.join("\n")}\n`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    const end = space > width / 2 ? space : width;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

/** Words of other servers come from outside: nothing of them may move the cursor of a terminal. */
const clean = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ").slice(0, 600);
