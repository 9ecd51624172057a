import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { tempDir } from "./kit";
import { readJobResults } from "./read-job-results";
import { jobTexts, startJobWorker } from "./start-job-worker";

const TOTAL = 14_000;
const PAUSES = 6;
const texts = jobTexts(TOTAL);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Its results have a length of their own, so that one written into another's place shows. */
const startWorker = (dir: string, name: string): ChildProcess =>
  startJobWorker({
    dir,
    total: TOTAL,
    key: "pause",
    pauseMs: 30,
    detailOf: `(text, pad) => text + "|" + ${JSON.stringify(name)} + "|" + pad`,
    passesFailedLooks: true,
  });

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

    const { details, look } = await readJobResults(dir, first.id, TOTAL);
    const parts = details.map((detail) => detail.split("|"));
    expect(parts.map(([text]) => text)).toEqual(texts);
    expect(new Set(parts.map(([, reader]) => reader)).size).toBe(2);
    expect(look).toMatchObject({ value: { state: "done", tally: { done: TOTAL } } });
    console.log(`stopped at ${stoppedAt.join(", ")} of ${TOTAL}`);
  },
);
