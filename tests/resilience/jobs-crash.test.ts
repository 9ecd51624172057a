import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { tempDir } from "./kit";
import { readJobResults } from "./read-job-results";
import { jobTexts, startJobWorker } from "./start-job-worker";

const KILLS = 12;
const TOTAL = 20_000;
const texts = jobTexts(TOTAL);

/** Each result names its text. */
const startWorker = (dir: string): ChildProcess =>
  startJobWorker({ dir, total: TOTAL, key: "crash", pauseMs: 15, detailOf: "(text) => text" });

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

  const { details, look } = await readJobResults(dir, id, TOTAL);
  expect(details).toEqual(texts);
  expect(look).toMatchObject({ value: { state: "done", tally: { done: TOTAL } } });
  expect(await readdir(join(dir, "jobs", id))).toEqual([
    "job.json",
    expect.stringMatching(/^results-/),
    "texts.jsonl.gz",
  ]);
  console.log(`killed at ${at.join(", ")} of ${TOTAL}`);
});
