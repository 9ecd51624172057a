import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeFlag } from "../../../tests/fakes/make-flag";
import { realClock } from "../../../tests/fakes/open-links";
import { scratchDir } from "../../../tests/fakes/scratch-dir";
import type { FlagLog } from "../../core/flags/flag-log";
import { openFlagLog } from "./open-flag-log";

function openIn(dir: string, mostBytes?: number) {
  const warned: unknown[] = [];
  const warn = (event: string, { code }: Readonly<Record<string, unknown>>) => warned.push(`${event} ${code}`);
  const log = openFlagLog({ dir, warn, clock: realClock, ...(mostBytes && { mostBytes }) });
  return { log, warned, file: join(dir, "flags.jsonl") };
}

/** All of it, page by page. */
async function textsOf(log: FlagLog, limit = 100): Promise<readonly string[]> {
  const texts: string[] = [];
  for (let at: number | null = 0; at !== null; ) {
    const page = await log.page(at, limit);
    if (!page.ok) throw new Error(page.error.detail);
    texts.push(...page.value.rows.map(({ text }) => text));
    at = page.value.next;
  }
  return texts;
}

describe("openFlagLog", () => {
  it("keeps flags in their order, over a restart, in a folder that it makes; nothing is written before the first", async () => {
    const dir = join(scratchDir(), "not", "there yet");
    const { log, file } = openIn(dir);
    expect(await log.page(0, 10)).toEqual({ ok: true, value: { rows: [], next: null, bytes: 0 } });
    expect(existsSync(dir)).toBe(false);
    const first = await log.add(makeFlag("one\nin two lines"));
    expect(first).toMatchObject({ ok: true, value: expect.stringMatching(/^[\da-f-]{36}$/) });
    await log.add(makeFlag("two, with a lone \ud83d half and \u2028"));
    const again = openIn(dir).log;
    await again.add(makeFlag("three"));
    expect(await textsOf(again)).toEqual(["one\nin two lines", "two, with a lone \ud83d half and \u2028", "three"]);
    const page = await again.page(0, 1);
    expect(page).toMatchObject({
      value: { rows: [{ ...makeFlag("one\nin two lines"), id: first.ok && first.value }], bytes: statSync(file).size },
    });
  });

  it("writes many at once whole, each once, and gives them page by page", async () => {
    const { log, file } = openIn(scratchDir());
    const texts = Array.from({ length: 60 }, (_, at) => `text ${at} ${"ü".repeat(at * 50)}`);
    const saved = await Promise.all(texts.map((text) => log.add(makeFlag(text))));
    expect(saved.every(({ ok }) => ok)).toBe(true);
    expect(await textsOf(log, 7)).toEqual(texts);
    expect(readFileSync(file, "utf8").trimEnd().split("\n")).toHaveLength(60);
  });

  it("refuses what waits beyond its queue, and loses none that it took", async () => {
    const { log } = openIn(scratchDir());
    const saved = await Promise.all(Array.from({ length: 200 }, (_, at) => log.add(makeFlag(`text ${at}`))));
    const taken = saved.filter(({ ok }) => ok).length;
    expect(saved.find(({ ok }) => !ok)).toMatchObject({ error: { code: "unavailable", retryAfterS: 1 } });
    expect(taken).toBeGreaterThanOrEqual(64);
    expect(await textsOf(log)).toHaveLength(taken);
  });

  it("leaves out a line that was torn off or is none, and goes on behind it", async () => {
    const dir = scratchDir();
    const { log, file } = openIn(dir);
    await log.add(makeFlag("one"));
    appendFileSync(file, 'not ours\n{"id":"x"}\n{"id":"00000000-0000-0000');
    expect(await textsOf(log)).toEqual(["one"]);
    await log.add(makeFlag("two"));
    expect(await textsOf(openIn(dir).log, 1)).toEqual(["one", "two"]);
  });

  it("passes by a line that is too long to be a flag", async () => {
    const { log, file } = openIn(scratchDir());
    await log.add(makeFlag("one"));
    appendFileSync(file, `${"x".repeat(1_000_000)}\n`);
    await log.add(makeFlag("two"));
    expect(await textsOf(log)).toEqual(["one", "two"]);
    expect(await textsOf(log, 1)).toEqual(["one", "two"]);
  });

  it("ends a page of long texts early", async () => {
    const { log } = openIn(scratchDir());
    const long = "€".repeat(20_000);
    for (let at = 0; at < 50; at += 1) await log.add(makeFlag(long));
    const page = await log.page(0, 500);
    expect(page.ok && page.value.rows.length).toBeGreaterThan(30);
    expect(page.ok && page.value.rows.length).toBeLessThan(50);
    expect(await textsOf(log, 500)).toHaveLength(50);
  });

  it("knows a place that is none", async () => {
    const { log } = openIn(scratchDir());
    expect(await log.page(5, 10)).toMatchObject({ error: { code: "invalid_cursor" } });
    await log.add(makeFlag("one"));
    expect(await log.page(5, 10)).toMatchObject({ error: { code: "invalid_cursor" } });
    expect(await log.page(1_000_000, 10)).toMatchObject({ error: { code: "invalid_cursor" } });
  });

  it("refuses what does not fit into its room with a clear word, and drops nothing", async () => {
    const { log, warned } = openIn(scratchDir(), 2_000);
    const outcomes = [];
    for (let at = 0; at < 20; at += 1) outcomes.push(await log.add(makeFlag(`text ${at}`)));
    const taken = outcomes.filter(({ ok }) => ok).length;
    expect(taken).toBeGreaterThan(3);
    expect(outcomes.at(-1)).toMatchObject({
      error: { code: "unavailable", detail: expect.stringMatching(/^The file of flags is full .*nothing was saved/) },
    });
    expect(await textsOf(log)).toHaveLength(taken);
    expect(warned).toEqual([]);
  });

  it("says so where a folder stands in the file's place, and where the folder is a file", async () => {
    const dir = scratchDir();
    mkdirSync(join(dir, "flags.jsonl"));
    const blocked = openIn(dir);
    expect(await blocked.log.add(makeFlag("one"))).toMatchObject({
      error: {
        code: "unavailable",
        detail: "The disk of this server does not take flags now (EISDIR).",
        retryAfterS: 60,
      },
    });
    expect(blocked.warned).toEqual(["flags_failed EISDIR"]);
    expect((await blocked.log.page(0, 1)).ok).toBe(false);
    const file = join(scratchDir(), "file");
    writeFileSync(file, "");
    expect((await openIn(file).log.add(makeFlag("one"))).ok).toBe(false);
  });

  it("bears a disk that is full, and takes more once there is room", async ({ skip }) => {
    const dir = scratchDir();
    if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", dir]).status !== 0) return skip();
    onTestFinished(() => void spawnSync("umount", ["-l", dir]));
    const { log, warned } = openIn(dir);
    const long = "x".repeat(15_000);
    let taken = 0;
    while ((await log.add(makeFlag(long))).ok) taken += 1;
    expect(taken).toBeGreaterThanOrEqual(2);
    expect(warned).toEqual(["flags_failed ENOSPC"]);
    expect(await textsOf(log)).toHaveLength(taken);
    spawnSync("mount", ["-o", "remount,size=2m", dir]);
    expect((await log.add(makeFlag(long))).ok).toBe(true);
    expect(await textsOf(log)).toEqual(Array(taken + 1).fill(long));
  });
});
