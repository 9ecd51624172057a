import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { createFileJobs } from "../../lib/adapters/jobs/create-file-jobs";
import { ok } from "../../lib/core/errors";
import { tempDir } from "./kit";

const TOTAL = 14_000;
const PAUSES = 6;
const root = join(import.meta.dirname, "..", "..");
const texts = Array.from({ length: TOTAL }, (_, at) => `text ${at}`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A process that works the job off; its results have a length of their own, so that one written into another's place shows. */
function startWorker(dir: string, name: string): ChildProcess {
  const source = `
    import { randomBytes } from "node:crypto";
    const { createFileJobs } = await import(${JSON.stringify(join(root, "lib/adapters/jobs/create-file-jobs.ts"))});
    const read = async (texts) => {
      await new Promise((done) => setTimeout(done, 30));
      const pad = randomBytes(Math.ceil(Math.random() * 2_000)).toString("hex");
      const items = texts.map((text) => ({ error: { code: "internal", detail: text + "|" + ${JSON.stringify(name)} + "|" + pad } }));
      return { ok: true, value: { items, thresholds: {} } };
    };
    const options = { dir: ${JSON.stringify(dir)}, read, warn: console.error, clock: { wall: Date.now }, keepMs: 1e9, mostBytes: 1e9, staleMs: 1000 };
    const jobs = createFileJobs(options);
    const texts = Array.from({ length: ${TOTAL} }, (_, at) => "text " + at);
    const how = { category: "crypto", use_ensemble: false, use_cache: true, explain: false };
    const made = await jobs.create({ texts, options: how, key: "pause" });
    for (;;) {
      const { value } = await jobs.look(made.value.look.id);
      if (value) console.log(value.id + " " + value.tally.done + " " + value.state);
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

/** Follows what a worker says. */
function follow(child: ChildProcess) {
  if (!child.stdout) throw new Error("no output");
  const at = { id: "", done: 0, state: "" };
  createInterface({ input: child.stdout }).on("line", (line) => {
    const [id = "", done = "", state = ""] = line.split(" ");
    Object.assign(at, { id, done: Number(done), state });
  });
  return at;
}

it.skipIf(process.platform === "win32")(
  `two processes, each stopped for longer than the other waits, ${PAUSES} times: each text has one result, once`,
  { timeout: 120_000 },
  async () => {
    const dir = tempDir();
    const one = startWorker(dir, "one");
    const first = follow(one);
    await expect.poll(() => first.done, { timeout: 10_000, interval: 5 }).toBeGreaterThan(0);
    const other = startWorker(dir, "other");
    const second = follow(other);
    await expect.poll(() => second.id, { timeout: 10_000 }).toBe(first.id);
    let [going, waiting, seen] = [one, other, second];
    const stoppedAt: number[] = [];
    for (let count = 0; count < PAUSES; count += 1) {
      going.kill("SIGSTOP");
      const { done } = seen;
      stoppedAt.push(done);
      // The other has taken over and is well ahead when the first wakes in the middle of what it did.
      await expect
        .poll(() => seen.done > done + 250 || seen.state === "done", { timeout: 15_000, interval: 5 })
        .toBe(true);
      going.kill("SIGCONT");
      await pause(150 + count * 17);
      [going, waiting] = [waiting, going];
      seen = waiting === one ? first : second;
    }
    await expect.poll(() => [first.state, second.state], { timeout: 30_000 }).toEqual(["done", "done"]);
    await pause(1_000);
    for (const child of [one, other]) child.kill("SIGKILL");

    const jobs = createFileJobs({
      dir,
      read: async () => ok({ items: [], thresholds: {} }),
      warn: () => undefined,
      clock: { wall: () => Date.now() },
      keepMs: 1e9,
      mostBytes: 1e9,
    });
    const results: string[] = [];
    const readers = new Set<string>();
    for (let from = 0; from < TOTAL; ) {
      const chunk = await jobs.chunkAt(first.id, from, { texts: false });
      if (!chunk.ok || !chunk.value?.items) throw new Error(`no results at ${from}`);
      for (const item of chunk.value.items) {
        const [text = "", reader = ""] = "error" in item ? item.error.detail.split("|") : [];
        results.push(text);
        readers.add(reader);
      }
      from = chunk.value.to;
    }
    expect(results).toEqual(texts);
    expect(readers.size).toBe(2);
    expect(await jobs.look(first.id)).toMatchObject({ value: { state: "done", tally: { done: TOTAL } } });
    console.log(`stopped at ${stoppedAt.join(", ")} of ${TOTAL}`);
  },
);
