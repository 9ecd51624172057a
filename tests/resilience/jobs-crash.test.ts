import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { createFileJobs } from "../../lib/adapters/jobs/create-file-jobs";
import { ok } from "../../lib/core/errors";
import { tempDir } from "./kit";

const KILLS = 12;
const TOTAL = 20_000;
const root = join(import.meta.dirname, "..", "..");
const texts = Array.from({ length: TOTAL }, (_, at) => `text ${at}`);

/** A process that works jobs off, and says how far it is; each result names its text. */
function startWorker(dir: string): ChildProcess {
  const source = `
    const { createFileJobs } = await import(${JSON.stringify(join(root, "lib/adapters/jobs/create-file-jobs.ts"))});
    const read = async (texts) => {
      await new Promise((done) => setTimeout(done, 15));
      const items = texts.map((detail) => ({ error: { code: "internal", detail } }));
      return { ok: true, value: { items, thresholds: {} } };
    };
    const options = { dir: ${JSON.stringify(dir)}, read, warn: console.error, clock: { wall: Date.now }, keepMs: 1e9, mostBytes: 1e9, staleMs: 1000 };
    const jobs = createFileJobs(options);
    const texts = Array.from({ length: ${TOTAL} }, (_, at) => "text " + at);
    const how = { category: "crypto", use_ensemble: false, use_cache: true, explain: false };
    const made = await jobs.create({ texts, options: how, key: "crash" });
    for (;;) {
      const { value } = await jobs.look(made.value.look.id);
      console.log(value.id + " " + value.tally.done + " " + value.state);
      await new Promise((done) => setTimeout(done, 10));
    }`;
  return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Waits until it is that far. */
async function until(child: ChildProcess, met: (done: number, state: string) => boolean) {
  if (!child.stdout) throw new Error("no output");
  for await (const line of createInterface({ input: child.stdout })) {
    const [id = "", done = "", state = ""] = line.split(" ");
    if (met(Number(done), state)) return { id, done: Number(done) };
  }
  throw new Error("the worker ended");
}

async function resultsOf(dir: string, id: string): Promise<string> {
  const record: { resultsFile: string } = JSON.parse(await readFile(join(dir, "jobs", id, "job.json"), "utf8"));
  return join(dir, "jobs", id, record.resultsFile);
}

it(`${TOTAL} texts, killed ${KILLS} times, with rubbish behind the results: each has its own result, once`, {
  timeout: 180_000,
}, async () => {
  const dir = tempDir();
  const at: number[] = [];
  let id = "";
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = startWorker(dir);
    const seen = at.at(-1) ?? 0;
    const reached = await until(child, (done) => done > seen);
    // Somewhere between two chunks, or in the middle of writing one.
    await new Promise((done) => setTimeout(done, kill * 7));
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(id === "" || id === reached.id).toBe(true);
    id = reached.id;
    at.push(reached.done);
    if (kill % 3 === 0) await appendFile(await resultsOf(dir, id), "torn");
  }
  const last = startWorker(dir);
  await until(last, (_, state) => state === "done");
  last.kill("SIGKILL");
  await once(last, "exit");

  const jobs = createFileJobs({
    dir,
    read: async () => ok({ items: [], thresholds: {} }),
    warn: () => undefined,
    clock: { wall: () => Date.now() },
    keepMs: 1e9,
    mostBytes: 1e9,
  });
  const results: string[] = [];
  for (let from = 0; from < TOTAL; ) {
    const chunk = await jobs.chunkAt(id, from, { texts: false });
    if (!chunk.ok || !chunk.value?.items) throw new Error("a chunk has no results");
    for (const item of chunk.value.items) results.push("error" in item ? item.error.detail : "");
    from = chunk.value.to;
  }
  expect(results).toEqual(texts);
  expect(await jobs.look(id)).toMatchObject({ value: { state: "done", tally: { done: TOTAL } } });
  expect(await readdir(join(dir, "jobs", id))).toEqual([
    "job.json",
    expect.stringMatching(/^results-/),
    "texts.jsonl.gz",
  ]);
  console.log(`killed at ${at.join(", ")} of ${TOTAL}`);
});
