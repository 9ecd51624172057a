// A process that holds networks and reads texts with them: what breaks in native code, or grows too large, breaks and ends only here.
// Plain JavaScript, since it is started as a file of its own, in development and in the built app alike.
import { createHash } from "node:crypto";
import { open, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AutoModelForSequenceClassification, AutoTokenizer, env, LogLevel } from "@huggingface/transformers";

env.logLevel = LogLevel?.ERROR ?? env.logLevel;
const onnxFiles = { fp32: "onnx/model.onnx", q8: "onnx/model_quantized.onnx" };

/** @typedef {{ name: string, folder: string | null, revision: string, dtype: "fp32" | "q8", hashes: Record<string, string>, cacheDir: string | null, hubOrigin: string | null }} Source */
/** @typedef {{ code: string, detail: string }} Refusal */

class Refused extends Error {
  /** @param {string} code @param {string} detail */
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

/** @type {Map<string, Promise<{ tokenizer: any, model: any, labels: string[] }>>} */
const loaded = new Map();
/** Settings of the library are global, so models are loaded one after the other. */
let loading = Promise.resolve();

/** @param {Source} source */
function load(source) {
  const key = JSON.stringify([source.name, source.folder, source.revision, source.dtype]);
  let model = loaded.get(key);
  if (model === undefined) {
    model = loading.then(() => loadNow(source));
    loading = model.then(
      () => {},
      () => {},
    );
    // What failed may be tried again: files can come back.
    model.catch(() => loaded.delete(key));
    loaded.set(key, model);
  }
  return model;
}

/** @param {Source} source */
async function loadNow(source) {
  const { folder, dtype } = source;
  if (folder !== null) await checkFiles(folder, dtype, source.hashes);
  env.allowLocalModels = folder !== null;
  env.allowRemoteModels = folder === null;
  if (folder !== null) env.localModelPath = `${dirname(folder)}/`;
  if (source.cacheDir !== null) env.cacheDir = source.cacheDir;
  if (source.hubOrigin !== null) env.remoteHost = `${source.hubOrigin}/`;
  const name = folder === null ? source.name : basename(folder);
  const more = { revision: source.revision };
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(name, more);
    const model = await AutoModelForSequenceClassification.from_pretrained(name, {
      ...more,
      dtype,
      session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
    });
    const labels = Object.entries(model.config.id2label ?? {})
      .sort(([one], [other]) => Number(one) - Number(other))
      .map(([, label]) => String(label));
    return { tokenizer, model, labels };
  } catch (cause) {
    throw folder === null && isNetwork(cause)
      ? new Refused("unreachable", "the Hub could not be reached")
      : new Refused("bad_files", "its files could not be loaded");
  }
}

/**
 * The files that are about to be loaded are those that were published, or it is not loaded.
 * @param {string} folder @param {"fp32" | "q8"} dtype @param {Record<string, string>} hashes
 */
async function checkFiles(folder, dtype, hashes) {
  const weights = onnxFiles[dtype];
  for (const file of ["config.json", "tokenizer.json", "tokenizer_config.json", weights]) {
    const wanted = hashes[file];
    try {
      if (wanted === undefined) {
        if (file === weights && (await isPointer(join(folder, file)))) {
          throw new Refused("bad_files", `${file} is a pointer to a file that was never fetched`);
        }
        continue;
      }
      const found = createHash("sha256")
        .update(await readFile(join(folder, file)))
        .digest("hex");
      if (found !== wanted) throw new Refused("bad_files", `${file} is not the file that was published`);
    } catch (cause) {
      throw cause instanceof Refused ? cause : new Refused("bad_files", `${file} cannot be read`);
    }
  }
}

/** Git LFS leaves a note of three lines where a large file was not fetched. @param {string} path */
async function isPointer(path) {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(24), 0, 24, 0);
    return buffer.subarray(0, bytesRead).toString("latin1").startsWith("version https://git-lfs");
  } finally {
    await file.close();
  }
}

/** @param {unknown} cause */
const isNetwork = (cause) =>
  cause instanceof TypeError || /fetch|network|ENOTFOUND|ECONNREFUSED|EAI_AGAIN/.test(String(cause));

/** @param {{ source: Source, texts: string[] }} job */
async function read({ source, texts }) {
  const { tokenizer, model, labels } = await load(source);
  const { logits } = await model(tokenizer(texts, { padding: true, truncation: true }));
  return { labels, logits: logits.tolist() };
}

process.on("message", async (/** @type {any} */ job) => {
  const answer = await read(job).then(
    (value) => ({ ok: true, value }),
    (cause) => ({
      ok: false,
      code: cause instanceof Refused ? cause.code : "internal",
      detail: cause instanceof Refused ? cause.message : "the network failed on these texts",
      cause: cause instanceof Error ? cause.stack : String(cause),
    }),
  );
  process.send?.({ id: job.id, ...answer, rssMb: process.memoryUsage().rss / 2 ** 20 });
});
// The server's end is this process's end.
process.on("disconnect", () => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
