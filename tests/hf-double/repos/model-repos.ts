import type { ModelCard } from "../models/catalogue";
import { makeFile, makeHollowFile, makeLargeFile } from "./make-file";
import { makeRepo } from "./make-repo";
import { tinyClassifier, tinyTokenizer, vocabulary } from "./onnx/tiny-classifier";
import type { Repo, RepoFile } from "./repo";

/** A model that really runs, in the layout that runtimes in a browser expect; a few hundred bytes. */
export const TINY_MODEL = "Xenova/finbert";

const TOKENIZER = {
  tokenizer_class: "BertTokenizer",
  model_max_length: 512,
  pad_token: "[PAD]",
  unk_token: "[UNK]",
  cls_token: "[CLS]",
  sep_token: "[SEP]",
  mask_token: "[MASK]",
};

/** The model repositories: what the hub lists for each card, and one runnable tiny model. */
export function makeModelRepos(cards: readonly ModelCard[]): Repo[] {
  return [...cards.map(makeModelRepo), makeTinyRepo()];
}

function makeModelRepo(card: ModelCard): Repo {
  const licence = card.licence === null ? [] : [`license:${card.licence}`];
  return makeRepo({
    kind: "model",
    id: card.id,
    gated: card.gated,
    likes: card.likes,
    tags: ["transformers", card.task, card.arch, "en", ...licence],
    more: { pipeline_tag: card.task, library_name: "transformers", config: { model_type: card.arch } },
    files: { main: () => listFiles(card) },
  });
}

function listFiles(card: ModelCard): RepoFile[] {
  const files = [
    makeFile(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n"),
    makeFile("README.md", `---\npipeline_tag: ${card.task}\n---\n# ${card.id}\n`),
    makeFile("config.json", JSON.stringify(makeConfig(card), null, 2)),
  ];
  if (card.weights === null) return files;
  return [
    ...files,
    makeFile("tokenizer_config.json", JSON.stringify(TOKENIZER)),
    makeHollowFile(card.weights.path, card.weights.bytes),
  ];
}

function makeConfig(card: ModelCard): object {
  if (card.labels.length === 0 || !card.namesLabels) return { model_type: card.arch };
  const names = card.labels.map(({ name }) => name);
  return {
    model_type: card.arch,
    id2label: Object.fromEntries(names.map((name, index) => [index, name])),
    label2id: Object.fromEntries(names.map((name, index) => [name, index])),
  };
}

function makeTinyRepo(): Repo {
  const config = {
    model_type: "bert",
    architectures: ["BertForSequenceClassification"],
    id2label: { 0: "positive", 1: "negative", 2: "neutral" },
    label2id: { positive: 0, negative: 1, neutral: 2 },
    vocab_size: vocabulary.length,
    pad_token_id: 0,
  };
  return makeRepo({
    kind: "model",
    id: TINY_MODEL,
    tags: ["transformers.js", "onnx", "text-classification"],
    more: { pipeline_tag: "text-classification", library_name: "transformers.js", config: { model_type: "bert" } },
    files: {
      main: () => [
        makeFile("config.json", JSON.stringify(config)),
        makeFile("tokenizer_config.json", JSON.stringify(TOKENIZER)),
        makeFile("tokenizer.json", JSON.stringify(tinyTokenizer())),
        ...["", "_quantized"].map((suffix) => makeLargeFile(`onnx/model${suffix}.onnx`, tinyClassifier())),
      ],
    },
  });
}
