// A process that holds networks and reads texts with them: what breaks in native code, or grows too large, breaks and ends only here.
// Plain JavaScript, since it is started as a file of its own, in development and in the built app alike.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { AutoModelForSequenceClassification, AutoTokenizer, env, LogLevel } from "@huggingface/transformers";

env.logLevel = LogLevel?.ERROR ?? env.logLevel;
const onnxFiles = { fp32: "onnx/model.onnx", q8: "onnx/model_quantized.onnx" };

/** @typedef {{ name: string, folder: string | null, revision: string, dtype: "fp32" | "q8", hashes: Record<string, string>, cacheDir: string | null, hubOrigin: string | null }} Source */
/** @typedef {{ code: string, detail: string }} Refusal */

class Refused extends Error {
  /** @param {string} code @param {string} detail @param {unknown} [cause] */
  constructor(code, detail, cause) {
    super(detail, { cause });
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
      // Something of it is missing: the library fetches what it does not have.
    }
  }
  env.allowLocalModels = false;
  env.allowRemoteModels = true;
  if (cacheDir !== null) env.cacheDir = cacheDir;
  if (source.hubOrigin !== null) env.remoteHost = `${source.hubOrigin}/`;
  try {
    return await loadFiles(name, dtype, revision, tellProgress());
  } catch (cause) {
    throw whyNotFetched(cause);
  }
}

/** What does not pass by itself is told apart from what does. @param {any} cause */
function whyNotFetched(cause) {
  if (cause?.status === 403) return new Refused("gated", "its makers must grant access first", cause);
  if (cause?.status === 401 || cause?.status === 404) {
    return new Refused("not_served", "the Hub has no such model in ONNX, or does not show it", cause);
  }
  if (/fetch failed/i.test(cause?.message)) return new Refused("unreachable", "the Hub could not be reached", cause);
  if (/occurred while trying to load file/i.test(cause?.message)) {
    return new Refused("upstream_failed", "the Hub did not send its files", cause);
  }
  return new Refused("internal", "its files could not be fetched or loaded", cause);
}

/** Files come in many thousand parts; the server hears of it twice a second. */
const TELL_EVERY_MS = 500;

/** @returns {(info: any) => void} Hears what the library tells while it fetches, and tells the server the share that is here. */
function tellProgress() {
  let fetched = 0;
  let told = 0;
  /** @type {NodeJS.Timeout | null} */
  let timer = null;
  const tell = () => {
    timer = null;
    if (fetched === told) return;
    told = fetched;
    process.send?.({ fetched });
  };
  return ({ status, loaded: bytes, total }) => {
    if (status !== "progress_total" || !(total > 0)) return;
    fetched = Math.min(1, bytes / total);
    if (timer === null) timer = setTimeout(tell, TELL_EVERY_MS).unref();
  };
}

/** @param {string} folder @param {"fp32" | "q8"} dtype */
async function loadFolder(folder, dtype) {
  env.allowLocalModels = true;
  env.allowRemoteModels = false;
  env.localModelPath = `${dirname(folder)}/`;
  try {
    return await loadFiles(basename(folder), dtype, "main");
  } catch (cause) {
    // Its files may be no model, or this process may have lacked memory: it is tried again after a while.
    throw new Refused("internal", "its files could not be loaded", cause);
  }
}

/** @param {string} name @param {"fp32" | "q8"} dtype @param {string} revision @param {(info: any) => void} [progress] */
async function loadFiles(name, dtype, revision, progress) {
  const model = await AutoModelForSequenceClassification.from_pretrained(name, {
    revision,
    dtype,
    ...(progress && { progress_callback: progress }),
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1 },
  });
  // After the model, whose absence the library tells in clearer words.
  const tokenizer = await AutoTokenizer.from_pretrained(name, { revision });
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
      throw cause instanceof Refused ? cause : new Refused("bad_files", `${file} cannot be read`, cause);
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
      cause: String(cause?.cause?.stack ?? cause?.stack ?? cause),
    }),
  );
  process.send?.({ ...answer, rssMb: process.memoryUsage().rss / 2 ** 20 });
});
// The server's end is this process's end.
process.on("disconnect", () => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
