import { join } from "node:path";
import { expect, it } from "vitest";
import { openFlagLog } from "../../lib/adapters/files/open-flag-log";
import { killProgram } from "../fakes/kill-program";
import { realClock } from "../fakes/open-links";
import { scratchDir } from "../fakes/scratch-dir";

const KILLS = Number(process.env.KILLS ?? 10);
const APART = 100_000;
const { start, end } = killProgram(join(import.meta.dirname, "killed-flags.ts"));

it(`killed ${KILLS} times while it saves: each flag that was answered is there, once and whole`, {
  timeout: 300_000,
}, async () => {
  const dir = scratchDir();
  const kept = new Set<number>();
  for (let kill = 0; kill < KILLS; kill += 1) {
    const now = start(dir, String(kill * APART));
    await now.until("ready");
    now.child.stdin?.write("go\n");
    await now.until("kept");
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
    await end(now.child);
    await now.drained;
    expect(now.said.filter((line) => line.startsWith("warned"))).toEqual([]);
    for (const line of now.said) if (line.startsWith("kept ")) kept.add(Number(line.slice(5)));
  }
  const log = openFlagLog({ dir, clock: realClock, warn: (event) => expect(event).toBe("nothing") });
  const found: number[] = [];
  for (let at: number | null = 0; at !== null; ) {
    const page = await log.page(at, 500);
    if (!page.ok) throw new Error(page.error.detail);
    found.push(...page.value.rows.map(({ text }) => Number(text.split(" ")[1])));
    at = page.value.next;
  }
  const there = new Set(found);
  expect(found.length).toBe(there.size);
  expect([...kept].filter((number) => !there.has(number))).toEqual([]);
  console.log(
    `killed ${KILLS} times: ${kept.size} flags were answered, ${found.length} are there, none lost, none twice`,
  );
});
