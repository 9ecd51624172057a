import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openIncidentLog } from "../../lib/adapters/files/open-incident-log";
import { killProgram } from "../fakes/kill-program";
import { scratchDir } from "../fakes/scratch-dir";

const KILLS = Number(process.env.KILLS ?? 20);
const MOST = 5_000;
const { start, end } = killProgram(join(import.meta.dirname, "killed-log.ts"));

const numbersOf = (line: string): number[] => line.split(" ").slice(1).map(Number);

it(`killed ${KILLS} times while it appends: nothing that was kept is lost, and nothing is there twice`, {
  timeout: 300_000,
}, async () => {
  const dir = scratchDir();
  const file = join(dir, "incidents.jsonl");
  let [kept, torn, ahead] = [0, 0, 0];
  const serverOf = (kill: number): string => kill.toString(16).padStart(8, "0");
  let next = start(dir, serverOf(0));
  for (let kill = 0; kill < KILLS; kill += 1) {
    const now = next;
    next = start(dir, serverOf(kill + 1));
    await now.until("ready");
    now.child.stdin?.write("go\n");
    await now.until("kept");
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
    await end(now.child);
    await now.drained;
    expect(now.said.filter((line) => line.startsWith("warned"))).toEqual([]);
    const [found = -1, total = -1] = numbersOf(now.said.find((line) => line.startsWith("found")) ?? "");
    expect(found).toBeGreaterThanOrEqual(kept);
    expect(found - kept).toBeLessThanOrEqual(300);
    expect(total).toBe(Math.min(MOST, found));
    ahead += found > kept ? 1 : 0;
    kept = Math.max(...now.said.filter((line) => line.startsWith("kept")).flatMap(numbersOf));
    if (!readFileSync(file, "utf8").endsWith("\n")) torn += 1;
  }
  await end(next.child);

  const clock = { now: () => performance.now() };
  const log = await openIncidentLog({ dir, clock, warn: (event) => expect(event).toBe("nothing") });
  const { incidents } = await log.list({ limit: 10_000 });
  const numbers = incidents.map(({ detail }) => Number(detail.split(" ")[1])).toReversed();
  const last = numbers.at(-1) ?? -1;
  expect(last + 1).toBeGreaterThanOrEqual(kept);
  expect(numbers).toEqual(
    Array.from({ length: Math.min(MOST, last + 1) }, (_, index) => last + 1 - numbers.length + index),
  );
  expect(new Set(incidents.map(({ id }) => id)).size).toBe(incidents.length);
  await log.close();
  // What was being written anew when it was killed may be left beside it.
  const left = readdirSync(dir).filter((name) => name !== "incidents.jsonl");
  console.log(
    `killed ${KILLS} times: ${last + 1} incidents, the newest ${numbers.length} are there, none lost, none twice; ` +
      `${torn} times a line was torn off, ${ahead} times more was kept than was told of; ${left.length} files left over`,
  );
  expect(left.length).toBeLessThanOrEqual(2);
});
