import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { measureFile } from "./eval/measure-file";
import { labelsOf } from "./eval/measure-scores";
import { dtypes } from "./eval/open-network";
import { printReport, type Report } from "./eval/print-report";
import { InputError, readRows } from "./eval/read-rows";
import { createReader, engineNames, type ReaderSettings, vaderReader } from "./eval/readers";

const usage = "Usage: npm run eval -- --engine NAME [--model FOLDER] [--dtype fp32|q8] --data FILE... [--json]";

const shippedModel = join(import.meta.dirname, "../public/models/barometer-sentiment-v1");

function readArguments(): { engine: string; settings: ReaderSettings; files: string[]; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: {
        engine: { type: "string" },
        data: { type: "string", multiple: true },
        model: { type: "string" },
        dtype: { type: "string" },
        json: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    const files = [...(values.data ?? []), ...positionals];
    if (files.length === 0) throw new InputError(`No --data file was given. ${usage}`);
    const dtype = dtypes.find((name) => name === (values.dtype ?? "q8"));
    if (dtype === undefined) throw new InputError(`--dtype is one of ${dtypes.join(", ")}.`);
    const settings = { model: values.model ?? shippedModel, dtype };
    return { engine: values.engine ?? "lexical", settings, files, json: values.json };
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${error instanceof Error ? error.message : String(error)}. ${usage}`);
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

async function evaluate(): Promise<void> {
  const { engine, settings, files, json } = readArguments();
  const reader = await createReader(engine, settings);
  if (reader === null) throw new InputError(`There is no engine "${engine}"; there is ${engineNames.join(", ")}.`);
  const sets = files.map((path) => ({ path, rows: readRows(path) }));
  const measured: Report["files"][number][] = [];
  for (const { path, rows } of sets)
    measured.push({
      file: basename(path),
      texts: rows.length,
      readWithoutNeutral: labelsOf(rows).length === 2,
      engine: await measureFile(rows, reader),
      baseline: await measureFile(rows, vaderReader),
    });
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
  await evaluate();
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`eval: ${error.message}\n`);
  process.exitCode = 1;
}
