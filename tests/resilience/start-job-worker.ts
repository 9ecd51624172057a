import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished } from "vitest";

interface JobWork {
  readonly dir: string;
  readonly total: number;
  readonly key: string;
  readonly pauseMs: number;
  /** Source of a function from a text to the detail of its result. */
  readonly detailOf: string;
  /** Whether a look at the job that fails is passed over, where another process has its hands on it; else the process ends. */
  readonly passesFailedLooks?: boolean;
}

const MODULE = join(import.meta.dirname, "..", "..", "lib/adapters/jobs/create-file-jobs.ts");

/** The texts of its job: `text 0`, `text 1` and so on. */
export const jobTexts = (total: number): readonly string[] => Array.from({ length: total }, (_, at) => `text ${at}`);

/** A process that works one job off, the same one under the same key, and says how far it is: "id done state" a line. */
export function startJobWorker({
  dir,
  total,
  key,
  pauseMs,
  detailOf,
  passesFailedLooks = false,
}: JobWork): ChildProcess {
  const source = `
    import { randomBytes } from "node:crypto";
    const { createFileJobs } = await import(${JSON.stringify(MODULE)});
    const detailOf = ${detailOf};
    const read = async (texts) => {
      await new Promise((done) => setTimeout(done, ${pauseMs}));
      const pad = randomBytes(Math.ceil(Math.random() * 2_000)).toString("hex");
      const items = texts.map((text) => ({ error: { code: "internal", detail: detailOf(text, pad) } }));
      return { ok: true, value: { items, thresholds: {} } };
    };
    const options = { dir: ${JSON.stringify(dir)}, read, warn: console.error, clock: { wall: Date.now }, keepMs: 1e9, mostBytes: 1e9, staleMs: 1000 };
    const jobs = createFileJobs(options);
    const texts = Array.from({ length: ${total} }, (_, at) => "text " + at);
    const how = { category: "crypto", use_ensemble: false, use_cache: true, explain: false };
    const made = await jobs.create({ texts, options: how, key: ${JSON.stringify(key)} });
    for (;;) {
      const { value } = await jobs.look(made.value.look.id);
      if (${!passesFailedLooks} || value) console.log(value.id + " " + value.tally.done + " " + value.state);
      await new Promise((done) => setTimeout(done, 10));
    }`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  });
  return child;
}
