// Reads texts with a network, in a thread of its own. Every file comes through our own download, checked; the library is given what it asks for.
import { AutoModelForSequenceClassification, AutoTokenizer, env, LogLevel } from "@huggingface/transformers";
import { listScripts } from "./list-scripts";
import { openDeviceStore } from "./model/device-store";
import { fetchFiles } from "./model/fetch-files";
import { LoadRefused } from "./model/load-refused";
import { type ModelFiles, runtimeFile, runtimeModule } from "./model/model-files";
import { type Answer, type Loaded, parseQuestion } from "./model/protocol";

interface Network {
  readonly labels: readonly string[];
  readonly read: (texts: readonly string[]) => Promise<number[][]>;
}

let network: Promise<Network> | null = null;

const say = (answer: Answer): void => self.postMessage(answer);

/** The library asks for files below this address, and gets those that were checked. Nothing of it reaches the network. */
const SHELF = "/shelf/";

async function load(
  model: ModelFiles,
  onlyKept: boolean,
  onProgress: (received: number, total: number) => void,
): Promise<Loaded> {
  const store = openDeviceStore(model.store);
  // Its script is on its way while the large files are.
  const module = import(/* webpackIgnore: true */ /* turbopackIgnore: true */ runtimeModule).catch(() => null);
  const fetched = await fetchFiles({ files: [...model.files, runtimeFile], store, onlyKept, onProgress });
  let files = fetched.files;
  if ((await module) === null) throw new LoadRefused("unreachable", "the runtime could not be fetched");
  const wasm = env.backends.onnx.wasm;
  if (!wasm) throw new LoadRefused("internal", "this browser has no runtime for it");
  wasm.wasmPaths = { mjs: new URL(runtimeModule, location.origin).href };
  wasm.wasmBinary = files.get(runtimeFile.path)?.buffer;
  wasm.numThreads = 1;
  env.logLevel = LogLevel.ERROR;
  env.useWasmCache = false;
  env.useBrowserCache = false;
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = SHELF;
  const folder = `${SHELF}${model.name}/`;
  env.fetch = async (input: RequestInfo | URL) => {
    const path = new URL(input instanceof Request ? input.url : input, location.origin).pathname;
    const bytes = path.startsWith(folder) ? files.get(path.slice(folder.length)) : undefined;
    return bytes
      ? new Response(bytes, { headers: { "content-length": String(bytes.length) } })
      : new Response(null, { status: 404 });
  };
  network = open(model.name);
  await network;
  const text = (path: string): string => new TextDecoder().decode(files.get(path));
  const beside = { config: text("config.json"), golden: text("golden.json") };
  // The runtime has a copy of its own; two are too many for a phone.
  files = new Map();
  wasm.wasmBinary = undefined;
  return { ...beside, kept: fetched.kept, scripts: listScripts() };
}

async function open(name: string): Promise<Network> {
  try {
    const [tokenizer, model] = await Promise.all([
      AutoTokenizer.from_pretrained(name),
      AutoModelForSequenceClassification.from_pretrained(name, {
        dtype: "q8",
        device: "wasm",
        // Rearranging the graph takes longer than it ever saves here: half a second at the start, nothing for each text.
        session_options: { graphOptimizationLevel: "disabled" },
      }),
    ]);
    const labels = Object.entries(namesOf(model.config))
      .sort(([one], [other]) => Number(one) - Number(other))
      .map(([, label]) => String(label));
    return {
      labels,
      async read(texts) {
        const { logits } = await model(tokenizer([...texts], { padding: true, truncation: true }));
        return logits.tolist();
      },
    };
  } catch (cause) {
    console.warn("The model could not be opened.", cause);
    throw new LoadRefused("bad_files", "its files could not be loaded");
  }
}

const namesOf = (config: object): object =>
  "id2label" in config && typeof config.id2label === "object" ? (config.id2label ?? {}) : {};

async function answer(data: unknown): Promise<void> {
  const question = parseQuestion(data);
  if (question === null) return;
  const { id } = question;
  try {
    if (question.ask === "load") {
      const value = await load(
        question.model,
        question.onlyKept,
        throttle((received, total) => say({ id, say: "progress", received, total })),
      );
      say({ id, say: "loaded", value });
      return;
    }
    if (network === null) throw new LoadRefused("loading", "no model is loaded");
    const { labels, read } = await network;
    say({ id, say: "classified", value: { labels, logits: await read(question.texts) } });
  } catch (cause) {
    const known = cause instanceof LoadRefused;
    if (!known) console.warn("The worker failed.", cause);
    say({
      id,
      say: "failed",
      code: known ? cause.code : "internal",
      detail: known ? cause.message : "the network failed on these texts",
    });
  }
}

const EVERY_MS = 60;

/** Progress often enough for the eye, and always the latest. */
function throttle(tell: (received: number, total: number) => void) {
  let latest: readonly [number, number] | null = null;
  return (received: number, total: number): void => {
    const waiting = latest !== null;
    latest = [received, total];
    if (waiting) return;
    setTimeout(() => {
      if (latest) tell(...latest);
      latest = null;
    }, EVERY_MS);
  };
}

self.onmessage = ({ data }: MessageEvent) => void answer(data);
