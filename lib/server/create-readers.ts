import { join, resolve } from "node:path";
import { createProcessPool, type PoolSettings, type ProcessPool } from "../adapters/onnx-node/create-process-pool";
import { createProbeTarget } from "../core/models/create-probe-target";
import type { NeuralLook } from "../core/models/neural-look";
import { EMBEDDED_FOLDER } from "../core/neural/embedded-spec";
import type { Clock, Reading, Report } from "../core/ports";
import type { ProbeTarget } from "../core/resilience/create-prober";
import { compileLexicon } from "../core/sentiment/lexical/compile-lexicon";
import { createLexicalEngine } from "../core/sentiment/lexical/create-lexical-engine";
import { parseLexicon } from "../core/sentiment/lexical/lexicon";
import lexiconJson from "../core/sentiment/lexical/lexicon.json" with { type: "json" };
import { createLexicalReader } from "../core/sentiment/lexical/read-lexical";
import { checkEngine } from "../services/check-engine";
import { createEmbeddedTier } from "./create-embedded-tier";
import { createLocalTier } from "./create-local-tier";
import type { Env } from "./env";
import { readOnce } from "./wake-up";

/** From the folder that the server is started in: the project's, or the built app's. */
const READER_SCRIPT = "lib/adapters/onnx-node/reader-process.mjs";
const MOST_WAITING_JOBS = 64;
/** For the embedded model: a machine that is overrun takes its time. For others: half a gigabyte over a slow line. */
const LOAD_MS = 60_000;
const FETCH_MS = 20 * 60_000;
/** Node itself, onnxruntime and a small model. */
const EMBEDDED_MB = 160;

/** Puts together what reads on this machine: the lexical reader, the embedded model, models of LOCAL_MODELS. Nothing is loaded yet. */
export async function createReaders(deps: {
  readonly env: Env;
  readonly clock: Clock;
  readonly warn: Report;
  readonly report: Report;
  readonly availableMb: () => number;
}) {
  const { env, clock, warn, report, availableMb } = deps;
  const parsed = parseLexicon(lexiconJson);
  const lexicon = compileLexicon(parsed);
  const readLexical = createLexicalReader(parsed, lexicon);
  const lexical = createLexicalEngine(parsed, readLexical);
  const lexicalCheck = await checkEngine(lexical, clock, new AbortController().signal);

  // A model of someone else may hang, crash or take all there is; the embedded one has processes of its own.
  const pools: ProcessPool[] = [];
  const newPool = (own: Pick<PoolSettings, "loadMs" | "variables" | "needMb">): ProcessPool => {
    const pool = createProcessPool({ ...poolSettings(env), availableMb, ...own }, clock, warn);
    pools.push(pool);
    return pool;
  };
  const readPlain = (text: string): Reading => readLexical(text, { explain: false });
  const local = createLocalTier({
    env,
    newPool: (needMb) => newPool({ loadMs: FETCH_MS, variables: ["HF_TOKEN"], needMb }),
    clock,
    report,
    readLexical: readPlain,
  });
  const embedded =
    env.EMBEDDED_MODEL === "off"
      ? null
      : await createEmbeddedTier({
          folder: resolve(join(env.MODELS_DIR, EMBEDDED_FOLDER)),
          dtype: env.EMBEDDED_MODEL,
          pool: newPool({ loadMs: LOAD_MS, variables: [], needMb: EMBEDDED_MB }),
          report,
          lanes: env.LOCAL_PROCESSES,
          clock,
          readLexical: readPlain,
        });
  const neural = [...(local?.looks ?? []), ...(embedded ? [embedded.look] : [])];
  return {
    lexicon,
    lexical,
    lexicalCheck,
    local,
    embedded,
    neural,
    /** What is asked again in the background when it failed. */
    targets: neural.map(toProbeTarget),
    close(): void {
      for (const pool of pools) pool.close();
    },
  };
}

const toProbeTarget = ({ spec, engine, standing, refusal }: NeuralLook): ProbeTarget =>
  createProbeTarget({
    key: spec.key,
    host: spec.key,
    standing,
    refusal,
    policy: null,
    wasAsked: () => true,
    proof: () => readOnce(engine),
  });

const poolSettings = (env: Env) => ({
  script: resolve(READER_SCRIPT),
  size: env.LOCAL_PROCESSES,
  idleMs: env.LOCAL_IDLE_S * 1000,
  mostMb: env.LOCAL_MEMORY_MB,
  mostWaiting: MOST_WAITING_JOBS,
});
