import { basename, dirname } from "node:path";
import { ok } from "../../lib/core/errors";
import type { NeuralModel } from "../../lib/core/neural/neural-model";

export const dtypes = ["fp32", "q8"] as const;
export type Dtype = (typeof dtypes)[number];

/** Loads an ONNX classifier from a folder into this process, on one thread. It gives logits; what they mean is the product's part. */
export async function openNetwork(folder: string, dtype: Dtype): Promise<NeuralModel> {
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
  const { id2label = {} } = model.config as { readonly id2label?: Readonly<Record<string, string>> };
  const labels = Object.entries(id2label)
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, label]) => label);
  return {
    async classify(texts) {
      if (texts.length === 0) return ok({ labels, logits: [] });
      const { logits } = await model(tokenizer([...texts], { padding: true, truncation: true }));
      return ok({ labels, logits: logits.tolist() });
    },
  };
}
