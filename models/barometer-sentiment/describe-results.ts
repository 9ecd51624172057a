import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Report } from "../../scripts/eval/print-report";

// Prints the table of the model card from the measurements in results/, one file for each engine (npm run eval -- --json).
const folder = join(import.meta.dirname, "results");
const order = ["lexical", "v0-q8", "embedded-fp32", "embedded-q8", "fusion-q8"];
const figure = (value: number | null): string => (value === null ? "" : value.toFixed(3).replace(/^0/u, ""));

const reports = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => ({
    name: basename(name, ".json"),
    report: JSON.parse(readFileSync(join(folder, name), "utf8")) as Report,
  }))
  .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
const files = reports[0]?.report.files ?? [];

const line = (cells: readonly string[]): void => console.log(`| ${cells.join(" | ")} |`);
line(["Set", "Texts", ...reports.map(({ name }) => name)]);
line(["---", "---:", ...reports.map(() => "---:")]);
files.forEach(({ file, texts, readWithoutNeutral }, index) => {
  const cells = reports.map(({ report }) => figure(report.files[index]?.engine.macroF1 ?? null));
  line([`${file}${readWithoutNeutral ? " (*)" : ""}`, String(texts), ...cells]);
});
line(["**mean macro-F1**", "", ...reports.map(({ report }) => `**${figure(report.mean.engine.macroF1)}**`)]);
line(["mean accuracy", "", ...reports.map(({ report }) => figure(report.mean.engine.accuracy))]);

/** Calibration error over the texts of several sets together. */
function pooledError(report: Report, names: readonly string[]): number {
  const bins = report.files.filter(({ file }) => names.includes(file)).map(({ engine }) => engine.bins);
  const total = bins.flat().reduce((sum, bin) => sum + bin.count, 0);
  const gaps = (bins[0] ?? []).map((_, place) =>
    bins.reduce((sum, set) => {
      const bin = set[place];
      return bin === undefined ? sum : sum + bin.count * (bin.confidence - bin.accuracy);
    }, 0),
  );
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}
const crypto = ["dev.crypto_news.jsonl", "dev.crypto_posts.jsonl"];
const threeClasses = files.filter((each) => !each.readWithoutNeutral).map(({ file }) => file);
line(["ECE, crypto news and posts", "", ...reports.map(({ report }) => figure(pooledError(report, crypto)))]);
line(["ECE, all sets of three classes", "", ...reports.map(({ report }) => figure(pooledError(report, threeClasses)))]);
