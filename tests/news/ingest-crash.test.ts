import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { createNewsArchive } from "../../lib/adapters/duckdb/create-news-archive";
import type { NewsPlace } from "../../lib/core/news/news-archive";
import { scratchDir } from "../fakes/scratch-dir";

/** `FULL_KILLS=1` for fifty. */
const KILLS = process.env.FULL_KILLS === "1" ? 50 : 12;
const FILES = 8;
const ROWS = 1_500;
const WORKER = join(import.meta.dirname, "ingest-killed.ts");
const never = new AbortController().signal;

/** Rows of which each tells something of its own. */
function writeFolder(): string {
  const dir = scratchDir();
  for (let file = 0; file < FILES; file += 1) {
    const rows = Array.from({ length: ROWS }, (_, row) => ({
      title: `Depot ${file}-${row} of the harbour counts ${row * 7 + file} crates of Bitcoin miners`,
      date: new Date(Date.UTC(2026, 0, 1 + file) + row * 60_000).toISOString(),
      source: "Harbour Wire",
    }));
    writeFileSync(join(dir, `part-${file}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  }
  return dir;
}

/** Runs until it has told of so many items, and a little longer; whole where `until` is null. */
async function run(path: string, dir: string, until: number | null, laterMs: number, told: string[]): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", WORKER, path, dir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === "done") break;
    expect(line).toMatch(/^[0-9a-f]{24}$/);
    told.push(line);
    count += 1;
    if (until !== null && count === until) void wait(laterMs).then(() => child.kill("SIGKILL"));
  }
  if (until !== null) child.kill("SIGKILL");
  await ended;
}

it(`a folder that is brought in and killed ${KILLS} times: nothing that was told is lost, nothing is there twice`, {
  timeout: 300_000,
}, async () => {
  const [dir, path] = [writeFolder(), join(scratchDir(), "archive.duckdb")];
  const told: string[] = [];
  const at: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    await run(path, dir, 1 + Math.floor(Math.random() * 1_000), Math.random() * 60, told);
    at.push(told.length);
  }
  await run(path, dir, null, 0, told);

  const archive = createNewsArchive({ path, maxItems: 1e6, clock: { now: () => 0, wall: Date.now }, warn: () => {} });
  const ids: string[] = [];
  let after: NewsPlace | null = null;
  do {
    const page: Awaited<ReturnType<typeof archive.list>> = await archive.list(
      { q: null, folded: false, limit: 200, after },
      never,
    );
    if (!page.ok) throw new Error(page.error.detail);
    ids.push(...page.value.items.map(({ item }) => item.id));
    expect(page.value.items.every(({ item }) => item.version === 1)).toBe(true);
    after = page.value.next;
  } while (after !== null);
  const counts = await archive.counts(never);
  await archive.close();
  console.log(`killed after ${at.join(", ")} items told; ${ids.length} of ${FILES * ROWS} rows are there`);
  expect(counts).toMatchObject({ value: { items: FILES * ROWS } });
  expect(new Set(ids).size).toBe(FILES * ROWS);
  expect(ids).toHaveLength(FILES * ROWS);
  expect(new Set(told).size).toBe(told.length);
  expect(told.filter((id) => !ids.includes(id))).toEqual([]);
});
