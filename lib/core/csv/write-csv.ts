import Papa from "papaparse";

// A spreadsheet runs what starts like this, and some skip blanks and quotes before they look. A plain number cannot run.
const formula = /^(?![+-]?\d+(?:[.,]\d+)?%?$)[\s"'\u0000-\u001f\ufeff]*[=+\-@\t\r＝＋－＠]/;

/** CSV that a spreadsheet shows and never runs: what looks like a formula gets a quote mark in front. */
export const writeCsv = (
  columns: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): string =>
  Papa.unparse(
    { fields: [...columns], data: rows.map((row) => [...row]) },
    { escapeFormulae: formula, newline: "\r\n" },
  );
