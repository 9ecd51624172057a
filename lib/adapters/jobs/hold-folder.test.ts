import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { type FolderHold, holdFolder } from "./hold-folder";

const STALE_MS = 1_500;
const DAY_MS = 86_400_000;

async function newFolder() {
  const dir = await mkdtemp(join(tmpdir(), "barometer-hold-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const file = join(dir, "owner");
  const open = () => {
    const lost = vi.fn();
    const hold = holdFolder(dir, { staleMs: STALE_MS, lost });
    onTestFinished(() => hold.release());
    return { hold, lost };
  };
  return { file, open };
}

const untilTaken = (hold: FolderHold) => expect.poll(() => hold.take(), { timeout: 4_000, interval: 50 }).toBe(true);

it("one has it, until it lets go", async () => {
  const { open } = await newFolder();
  const [{ hold: one }, { hold: other }] = [open(), open()];
  expect(await one.take()).toBe(true);
  for (let tries = 0; tries < 20; tries += 1) {
    expect(await other.take()).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await one.release();
  expect(await other.take()).toBe(true);
});

it.for([
  ["stands", 0],
  ["was set back by a day", DAY_MS],
  ["was set forward by a day", -DAY_MS],
] as const)("who is gone is followed where the clock of the wall %s, and not before its time", async ([, shift]) => {
  const { file, open } = await newFolder();
  await writeFile(file, "gone");
  const at = new Date(Date.now() + shift);
  await utimes(file, at, at);
  const { hold } = open();
  const started = performance.now();
  expect(await hold.take()).toBe(false);
  await untilTaken(hold);
  expect(performance.now() - started).toBeGreaterThan(STALE_MS - 1);
});

it("who was followed hears of it, and cannot move anything to its place any more", async () => {
  const { file, open } = await newFolder();
  const [{ hold: one, lost }, { hold: other }] = [open(), open()];
  await one.take();
  const waiting = join(one.desk(), "record");
  await writeFile(waiting, "old");
  // As if it had slept: somebody else finds its file stale and moves it away.
  await rm(file);
  expect(await other.take()).toBe(true);
  await expect(rename(waiting, `${file}.record`)).rejects.toMatchObject({ code: "ENOENT" });
  await expect(writeFile(waiting, "old")).rejects.toMatchObject({ code: "ENOENT" });
  await expect.poll(() => one.held(), { timeout: 2_000 }).toBe(false);
  expect(lost).toHaveBeenCalledOnce();
  await one.release();
  expect(await other.isMine()).toBe(true);
  expect(existsSync(other.desk())).toBe(true);
});

it("of twenty that follow at once, one has it", async () => {
  const { file, open } = await newFolder();
  await writeFile(file, "gone");
  const all = Array.from({ length: 20 }, () => open().hold);
  await expect
    .poll(async () => (await Promise.all(all.map((hold) => hold.take()))).some(Boolean), { timeout: 4_000 })
    .toBe(true);
  for (let tries = 0; tries < 20; tries += 1) {
    await Promise.all(all.map((hold) => hold.take()));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const holders = [];
  for (const hold of all) if (await hold.isMine()) holders.push(hold);
  expect(holders).toHaveLength(1);
  expect(await readFile(file, "utf8")).toBe(holders[0]?.token());
});
