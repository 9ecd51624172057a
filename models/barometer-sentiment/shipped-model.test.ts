import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AutoModelForSequenceClassification, AutoTokenizer, env } from "@huggingface/transformers";
import { beforeAll, describe, expect, it } from "vitest";

interface Golden {
  readonly text: string;
  readonly ids: readonly number[];
  readonly logits: readonly number[];
  readonly label?: string;
}

/** Another one may be named: a toy that was just built has the same form, and no sense. */
const toy = process.env.MODEL_FOLDER;
const folder = toy ?? join(import.meta.dirname, "../../public/models/barometer-sentiment-v1");
const name = basename(folder);
const isShipped = existsSync(join(folder, "hashes.json"));
const readJson = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), "utf8"));
const labels = ["bearish", "neutral", "bullish"];
/** Weights in bytes move logits by this much at the most. */
const tolerance = { fp32: 1e-3, q8: 0.05 } as const;

describe.skipIf(!isShipped)("the shipped model", () => {
  const golden = isShipped ? readJson<Golden[]>("golden.json") : [];

  beforeAll(() => {
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.localModelPath = `${dirname(folder)}/`;
  });

  it("is made of the files that were built together", () => {
    for (const [file, hash] of Object.entries(readJson<Record<string, string>>("hashes.json")))
      expect(
        createHash("sha256")
          .update(readFileSync(join(folder, file)))
          .digest("hex"),
        file,
      ).toBe(hash);
  });

  it("stays under 6 MB with its tokenizer", () => {
    const size = ["onnx/model_quantized.onnx", "tokenizer.json"].reduce(
      (sum, file) => sum + statSync(join(folder, file)).size,
      0,
    );
    expect(size).toBeLessThan(6e6);
  });

  it("has a tokenizer that cuts texts as the training did", async () => {
    const tokenizer = await AutoTokenizer.from_pretrained(name);
    for (const { text, ids } of golden)
      expect(tokenizer(text, { truncation: true, return_tensor: false }).input_ids, text).toEqual(ids);
  });

  it.each(["fp32", "q8"] as const)("gives the recorded logits in %s, alone and in a batch", async (dtype) => {
    const tokenizer = await AutoTokenizer.from_pretrained(name);
    const model = await AutoModelForSequenceClassification.from_pretrained(name, { dtype });
    const read = async (texts: string[]): Promise<number[][]> =>
      (await model(tokenizer(texts, { padding: true, truncation: true }))).logits.tolist();
    const batched = await read(golden.map((row) => row.text));
    for (const [index, row] of golden.entries()) {
      const [alone = []] = await read([row.text]);
      for (const [place, logit] of row.logits.entries()) {
        expect(Math.abs((alone[place] ?? 0) - logit), row.text).toBeLessThan(tolerance[dtype]);
        expect(Math.abs((batched[index]?.[place] ?? 0) - logit), row.text).toBeLessThan(tolerance[dtype]);
      }
      if (row.label !== undefined && toy === undefined)
        expect(labels[alone.indexOf(Math.max(...alone))], row.text).toBe(row.label);
    }
  });
});
