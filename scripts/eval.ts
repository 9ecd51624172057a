import { basename } from "node:path";
import { parseArgs } from "node:util";
import { labelsOf, measureFile } from "./eval/measure-file";
import { printReport, type Report } from "./eval/print-report";
import { InputError, readRows } from "./eval/read-rows";
import { createReader, engineNames, vaderReader } from "./eval/readers";

const usage = "Usage: npm run eval -- --engine NAME --data FILE... [--json]";

function readArguments(): { engine: string; files: string[]; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: {
        engine: { type: "string" },
        data: { type: "string", multiple: true },
        json: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    const files = [...(values.data ?? []), ...positionals];
    if (files.length === 0) throw new InputError(`No --data file was given. ${usage}`);
    return { engine: values.engine ?? "lexical", files, json: values.json };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${error instanceof Error ? error.message : String(error)}. ${usage}`);
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function evaluate(): void {
  const { engine, files, json } = readArguments();
  const reader = createReader(engine);
  if (reader === null) throw new InputError(`There is no engine "${engine}"; there is ${engineNames.join(", ")}.`);
  const sets = files.map((path) => ({ path, rows: readRows(path) }));
  const measured = sets.map(({ path, rows }) => ({
    file: basename(path),
    texts: rows.length,
    readWithoutNeutral: labelsOf(rows).length === 2,
    engine: measureFile(rows, reader),
    baseline: measureFile(rows, vaderReader),
  }));
  const engineF1 = mean(measured.map((file) => file.engine.macroF1));
  const baselineF1 = mean(measured.map((file) => file.baseline.macroF1));
  const report: Report = {
    engine: reader.name,
    baseline: vaderReader.name,
    files: measured,
    mean: {
      engine: {
        macroF1: engineF1,
        accuracy: mean(measured.map((file) => file.engine.accuracy)),
        ece: mean(measured.map((file) => file.engine.ece ?? 0)),
      },
      baseline: { macroF1: baselineF1, accuracy: mean(measured.map((file) => file.baseline.accuracy)) },
      margin: engineF1 - baselineF1,
    },
  };
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : printReport(report));
}

try {
  evaluate();
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`eval: ${error.message}\n`);
  process.exitCode = 1;
}
