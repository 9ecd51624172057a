// A process that holds networks and reads texts with them: what breaks in native code, or grows too large, breaks and ends only here.
// Plain JavaScript, since it is started as a file of its own, in development and in the built app alike.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
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
  const { folder, name, revision, dtype, cacheDir } = source;
  if (folder !== null) {
    await checkFiles(folder, dtype, source.hashes);
    return loadFolder(folder, dtype);
  }
  // What was fetched before is a folder, too. The library would ask the Hub for it all the same.
  const kept = cacheDir === null ? null : join(cacheDir, name, revision === "main" ? "" : revision);
  if (kept !== null && existsSync(join(kept, onnxFiles[dtype]))) {
    try {
      return await loadFolder(kept, dtype);
    } catch {
      await rm(kept, { recursive: true, force: true });
    }
  }
  env.allowLocalModels = false;
  env.allowRemoteModels = true;
  if (cacheDir !== null) env.cacheDir = cacheDir;
  if (source.hubOrigin !== null) env.remoteHost = `${source.hubOrigin}/`;
  try {
    return await loadFiles(name, dtype, revision);
  } catch (cause) {
    throw isNetwork(cause)
      ? new Refused("unreachable", "the Hub could not be reached")
      : new Refused("bad_files", "its files could not be fetched or loaded");
  }
}

/** @param {string} folder @param {"fp32" | "q8"} dtype */
async function loadFolder(folder, dtype) {
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.localModelPath = `${dirname(folder)}/`;
  try {
    return await loadFiles(basename(folder), dtype, "main");
  } catch {
    throw new Refused("bad_files", "its files could not be loaded");
  }
}

/** @param {string} name @param {"fp32" | "q8"} dtype @param {string} revision */
async function loadFiles(name, dtype, revision) {
  const tokenizer = await AutoTokenizer.from_pretrained(name, { revision });
  const model = await AutoModelForSequenceClassification.from_pretrained(name, {
    revision,
    dtype,
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  const labels = Object.entries(model.config.id2label ?? {})
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, label]) => String(label));
  return { tokenizer, model, labels };
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
  process.send?.({ ...answer, rssMb: process.memoryUsage().rss / 2 ** 20 });
});
// The server's end is this process's end.
process.on("disconnect", () => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
