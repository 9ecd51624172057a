import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { type EvaluatedEngine, type Evaluation, evaluationSchema } from "../lib/contracts/evaluation";
import { EMBEDDED_FOLDER } from "../lib/core/neural/embedded-spec";
import { evaluateEngines } from "./eval/evaluate-engines";
import { evaluationTable, placeTable } from "./eval/evaluation-table";
import { formatEvaluation } from "./eval/format-evaluation";
import type { MeasuredReader } from "./eval/measured-reader";
import { InputError } from "./eval/read-rows";
import { createReader, vaderReader } from "./eval/readers";

// Measures every engine on the development sets and writes one file; then lays its table into the documents that show it.
// `--tables` only does the latter.
const root = join(import.meta.dirname, "..");
const shipped = join(root, "public/models", EMBEDDED_FOLDER);
const results = join(root, "models/barometer-sentiment/results/evaluation.json");
const documents = [join(root, "docs/evaluation.md"), join(shipped, "README.md")];
const weights = { q8: "onnx/model_quantized.onnx", fp32: "onnx/model.onnx" } as const;

function defaultFiles(): string[] {
  const folder = join(process.env.BAROMETER_DATA ?? join(root, "../shared/data"), "sentiment");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^dev\..*\.jsonl$/u.test(name)) : [];
  return names.sort().map((name) => join(folder, name));
}

async function makeReaders(v0: string): Promise<Map<EvaluatedEngine, MeasuredReader>> {
  const readers = new Map<EvaluatedEngine, MeasuredReader>([["vader", vaderReader]]);
  const add = async (key: EvaluatedEngine, engine: string, model: string, dtype: "fp32" | "q8"): Promise<void> => {
    const reader = await createReader(engine, { model, dtype });
    if (reader !== null) readers.set(key, reader);
  };
  await add("lexical", "lexical", shipped, "q8");
  if (existsSync(v0)) await add("v0-q8", "embedded", v0, "q8");
  else process.stderr.write("v0 is not measured: its folder is absent (name it by --v0).\n");
  for (const engine of ["embedded", "fusion"] as const)
    for (const dtype of ["fp32", "q8"] as const) await add(`${engine}-${dtype}`, engine, shipped, dtype);
  return readers;
}

function describeModel(): Evaluation["model"] {
  const bytes = (file: string): number => statSync(join(shipped, file)).size;
  const hash = createHash("sha256")
    .update(readFileSync(join(shipped, weights.q8)))
    .digest("hex");
  return {
    name: EMBEDDED_FOLDER,
    revision: hash.slice(0, 12),
    bytes: { q8: bytes(weights.q8), fp32: bytes(weights.fp32), tokenizer: bytes("tokenizer.json") },
  };
}

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: {
      data: { type: "string", multiple: true },
      v0: { type: "string", default: join(root, "../shared/models/barometer-sentiment-v0") },
      tables: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const named = [...(values.data ?? []), ...positionals];
  const files = named.length > 0 ? named : defaultFiles();
  if (!values.tables) {
    if (files.length === 0) throw new InputError("No development set was found: name them by --data FILE...");
    const tell = (line: string) => process.stderr.write(`${line}\n`);
    const figures = await evaluateEngines(files, await makeReaders(values.v0), tell);
    const evaluation = evaluationSchema.parse({ model: describeModel(), ...figures });
    writeFileSync(results, formatEvaluation(evaluation));
  }
  const table = evaluationTable(evaluationSchema.parse(JSON.parse(readFileSync(results, "utf8"))));
  for (const path of documents) {
    const placed = placeTable(readFileSync(path, "utf8"), table);
    if (placed === null) process.stderr.write(`${relative(root, path)} has no place for the table: add its marks.\n`);
    else writeFileSync(path, placed);
  }
  process.stdout.write(`${table}\n`);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`eval:results: ${error.message}\n`);
  process.exitCode = 1;
}
