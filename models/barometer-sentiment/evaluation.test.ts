import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { evaluatedEngines, evaluationSchema } from "../../lib/contracts/evaluation";
import { evaluationTable, placeTable } from "../../scripts/eval/evaluation-table";
import { formatEvaluation } from "../../scripts/eval/format-evaluation";
import evaluationJson from "./results/evaluation.json" with { type: "json" };

const root = join(import.meta.dirname, "../..");
const folder = join(root, "public/models/barometer-sentiment-v1");
const evaluation = evaluationSchema.parse(evaluationJson);
const again =
  "run `npm run eval:results -- --data ../shared/data/sentiment/dev.*.jsonl --v0 ../shared/models/barometer-sentiment-v0`";

describe("the committed evaluation", () => {
  it("is of the model that ships", () => {
    const weights = readFileSync(join(folder, "onnx/model_quantized.onnx"));
    const revision = createHash("sha256").update(weights).digest("hex").slice(0, 12);
    expect(evaluation.model.revision, `The model has changed since it was measured: ${again}`).toBe(revision);
  });

  it("holds every engine on every set", () => {
    expect(evaluation.engines.map(({ engine }) => engine)).toEqual([...evaluatedEngines]);
    const sets = evaluation.sets.map(({ set }) => set);
    for (const { engine, sets: own } of evaluation.engines)
      expect(
        own.map(({ set }) => set),
        engine,
      ).toEqual(sets);
  });

  it("is written as the command writes it", () => {
    const text = readFileSync(join(import.meta.dirname, "results/evaluation.json"), "utf8");
    expect(formatEvaluation(evaluation)).toBe(text);
  });

  it.each(["docs/evaluation.md", "public/models/barometer-sentiment-v1/README.md"])("stands in %s as it is", (path) => {
    const document = readFileSync(join(root, path), "utf8");
    const placed = placeTable(document, evaluationTable(evaluation));
    expect(placed === document, `${path} shows other figures, or has lost its marks: add them and ${again}`).toBe(true);
  });

  it("keeps weights in bytes and whole ones together", () => {
    expect(evaluation.parity.fusion.same_label).toBeGreaterThan(0.995);
    expect(evaluation.parity.fusion.mean_difference).toBeLessThan(0.002);
  });
});
