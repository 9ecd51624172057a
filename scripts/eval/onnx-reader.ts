import { readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Scores } from "../../lib/contracts/verdict";
import type { MeasuredReader } from "./measured-reader";

export const dtypes = ["fp32", "q8"] as const;
export type Dtype = (typeof dtypes)[number];

const BATCH = 32;

function softmax(logits: readonly number[]): Scores {
  const most = Math.max(...logits);
  const [bearish = 0, neutral = 0, bullish = 0] = logits.map((logit) => Math.exp(logit - most));
  const sum = bearish + neutral + bullish;
  return { bearish: bearish / sum, neutral: neutral / sum, bullish: bullish / sum };
}

/** Throws where the folder's labels do not stand in the order that the scores are read in. */
function checkLabels(folder: string): void {
  const config: { id2label?: unknown } = JSON.parse(readFileSync(join(folder, "config.json"), "utf8"));
  if (JSON.stringify(config.id2label) !== JSON.stringify({ 0: "bearish", 1: "neutral", 2: "bullish" }))
    throw new TypeError(`${folder}: the labels must be bearish, neutral, bullish, in this order.`);
}

/** Reads with an ONNX classifier from a folder, on one thread. Texts of a batch are of like length, so little is padded. */
export async function createOnnxReader(path: string, dtype: Dtype): Promise<MeasuredReader> {
  const folder = resolve(path);
  checkLabels(folder);
  // Imported here, for the other engines need no runtime of 50 MB.
  const { AutoModelForSequenceClassification, AutoTokenizer, env } = await import("@huggingface/transformers");
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${dirname(folder)}/`;
  const name = basename(folder);
  const tokenizer = await AutoTokenizer.from_pretrained(name);
  const model = await AutoModelForSequenceClassification.from_pretrained(name, {
    dtype,
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  return {
    name: `${name} ${dtype}`,
    confidence: true,
    async readAll(texts) {
      const order = texts.map((_, index) => index).sort((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0));
      const scores: Scores[] = [];
      for (let start = 0; start < order.length; start += BATCH) {
        const batch = order.slice(start, start + BATCH);
        const inputs = tokenizer(
          batch.map((index) => texts[index] ?? ""),
          { padding: true, truncation: true },
        );
        const { logits } = await model(inputs);
        const rows: number[][] = logits.tolist();
        batch.forEach((index, row) => {
          scores[index] = softmax(rows[row] ?? []);
        });
      }
      return scores;
    },
  };
}
