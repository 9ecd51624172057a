import type { FileFigures } from "./measure-file";

export interface Report {
  readonly engine: string;
  readonly baseline: string;
  readonly files: readonly {
    readonly file: string;
    readonly texts: number;
    /** True for a set without neutral texts: only bullish and bearish are compared. */
    readonly readWithoutNeutral: boolean;
    readonly engine: FileFigures;
    readonly baseline: FileFigures;
  }[];
  readonly mean: {
    readonly engine: { readonly macroF1: number; readonly accuracy: number; readonly ece: number };
    readonly baseline: { readonly macroF1: number; readonly accuracy: number };
    readonly margin: number;
  };
}

const figure = (value: number): string => value.toFixed(3).replace(/^0/u, "");
const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

function classCells(figures: FileFigures): string {
  return figures.classes
    .map((each) => `${each.label} ${figure(each.precision)}/${figure(each.recall)}/${figure(each.f1)}`)
    .join(", ");
}

function line(name: string, texts: number, figures: FileFigures): string {
  const ece = figures.ece === null ? "" : figure(figures.ece);
  return row([
    name,
    String(texts),
    figures.engine,
    figure(figures.accuracy),
    figure(figures.macroF1),
    classCells(figures),
    ece,
    String(Math.round(figures.textsPerSecond)),
  ]);
}

/** Lays a report out as a Markdown table, which reads well in a terminal too. */
export function printReport(report: Report): string {
  const lines = [
    row(["set", "texts", "engine", "accuracy", "macro-F1", "precision/recall/F1 of each class", "ECE", "texts/s"]),
    row(["---", "---:", "---", "---:", "---:", "---", "---:", "---:"]),
  ];
  for (const file of report.files) {
    const name = file.readWithoutNeutral ? `${file.file} (*)` : file.file;
    lines.push(line(name, file.texts, file.engine), line(name, file.texts, file.baseline));
  }
  const { engine, baseline, margin } = report.mean;
  lines.push(
    row(["mean", "", report.engine, figure(engine.accuracy), figure(engine.macroF1), "", figure(engine.ece), ""]),
  );
  lines.push(row(["mean", "", report.baseline, figure(baseline.accuracy), figure(baseline.macroF1), "", "", ""]));
  lines.push("", `Margin over ${report.baseline}: ${margin >= 0 ? "+" : "-"}${figure(Math.abs(margin))} macro-F1.`);
  if (report.files.some((file) => file.readWithoutNeutral))
    lines.push(
      "(*) No neutral texts in this set: it is read without neutral, by the bullish and bearish scores alone.",
    );
  return `${lines.join("\n")}\n`;
}
