import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { createNewsArchive } from "../../lib/adapters/duckdb/create-news-archive";
import type { NewsArchive } from "../../lib/core/news/news-archive";
import { scratchDir } from "../fakes/scratch-dir";
import { makeItems } from "./make-items";

const { signal } = new AbortController();
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function open(path: string) {
  const warn = vi.fn();
  const clock = { now: () => performance.now(), wall: () => Date.now() };
  const archive = createNewsArchive({ path, maxItems: 1e6, clock, warn, retryMs: 0, logMb: 1 });
  ends.push(() => archive.close());
  return { archive, warn };
}

function mounted(size: string): string | null {
  const folder = join(scratchDir(), "disk");
  mkdirSync(folder);
  if (spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder]).status !== 0) return null;
  ends.push(() => spawnSync("umount", ["-l", folder]));
  return folder;
}

const itemsIn = async (archive: NewsArchive): Promise<number | string> => {
  const counts = await archive.counts(signal);
  return counts.ok ? counts.value.items : counts.error.detail;
};
const portion = (at: number, count = 200) => ({
  items: makeItems(at, count),
  states: new Map([["numbers", String(at + count)]]),
});

// Stimulus 27.
it("a full disk refuses what does not fit, keeps what was there, and takes more once there is room", {
  timeout: 60_000,
}, async ({ skip }) => {
  const folder = mounted("3m");
  if (folder === null) return skip("nothing can be mounted here");
  const { archive, warn } = open(join(folder, "archive.duckdb"));
  let at = 0;
  let refused: unknown = null;
  while (refused === null && at < 20_000) {
    const kept = await archive.append(portion(at));
    if (kept.ok) at += 200;
    else refused = kept.error;
  }
  expect(refused).toMatchObject({ code: "unavailable", detail: "the disk is full" });
  expect(at).toBeGreaterThan(0);
  expect(archive.store()).toMatchObject({ works: false, detail: "the disk is full" });
  const list = async () => archive.list({ q: null, folded: false, limit: 10, after: null }, signal);
  await expect.poll(list).toMatchObject({ value: { total: at } });
  await archive.append(portion(at));
  expect(warn.mock.calls.filter(([event]) => event === "news_archive_failed").length).toBeLessThan(2);
  expect(spawnSync("mount", ["-o", "remount,size=60m", folder]).status).toBe(0);
  await expect.poll(async () => (await archive.append(portion(at))).ok).toBe(true);
  expect(await itemsIn(archive)).toBe(at + 200);
  expect(archive.store()).toMatchObject({ works: true, detail: "written to" });
  expect(await archive.stateOf("numbers", signal)).toMatchObject({ value: String(at + 200) });
});

it("where it may not be written to, what is there is read, and nothing is added until it may", {
  timeout: 60_000,
}, async ({ skip }) => {
  const folder = mounted("60m");
  if (folder === null) return skip("nothing can be mounted here");
  const path = join(folder, "archive.duckdb");
  const first = open(path);
  expect(await first.archive.append(portion(0))).toMatchObject({ ok: true });
  await first.archive.close();
  expect(spawnSync("mount", ["-o", "remount,ro", folder]).status).toBe(0);
  const { archive, warn } = open(path);
  expect(await itemsIn(archive)).toBe(200);
  const unwritable = { works: false, detail: "the folder of the archive of news may not be written to" };
  expect(archive.store()).toMatchObject(unwritable);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(await archive.append(portion(200))).toMatchObject({
      error: { code: "unavailable", detail: "the folder of the archive of news may not be written to" },
    });
    expect(await itemsIn(archive)).toBe(200);
  }
  expect(archive.store()).toMatchObject(unwritable);
  expect(warn).toHaveBeenCalledTimes(1);
  expect(spawnSync("mount", ["-o", "remount,rw", folder]).status).toBe(0);
  await expect.poll(async () => (await archive.append(portion(200))).ok).toBe(true);
  expect(await itemsIn(archive)).toBe(400);
});

it("totals are not those of the archive that stood there before", { timeout: 60_000 }, async ({ skip }) => {
  const folder = mounted("60m");
  if (folder === null) return skip("nothing can be mounted here");
  const [path, otherPath] = [join(folder, "archive.duckdb"), join(folder, "other.duckdb")];
  for (const [where, language] of [
    [path, "en"],
    [otherPath, "de"],
  ] as const) {
    const { archive } = open(where);
    const items = makeItems(0, 50).map((item) => ({ ...item, language }));
    expect(await archive.append({ items, states: new Map() })).toMatchObject({ ok: true });
    await archive.close();
  }
  expect(spawnSync("mount", ["-o", "remount,ro", folder]).status).toBe(0);
  const { archive } = open(path);
  const english = () => archive.list({ q: null, folded: false, limit: 10, after: null, language: "en" }, signal);
  const before = await english();
  expect(before).toMatchObject({ value: { total: 50 } });
  expect(spawnSync("mount", ["-o", "remount,rw", folder]).status).toBe(0);
  renameSync(otherPath, path);
  // It is opened anew after this.
  expect(await archive.append(portion(200))).toMatchObject({ ok: false });
  expect(await english()).toMatchObject({ value: { total: 0, items: [] } });
});

it("a file in place of the folder is told in words without a path, and once", async () => {
  const folder = join(scratchDir(), "news");
  writeFileSync(folder, "not a folder");
  const { archive, warn } = open(join(folder, "archive.duckdb"));
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(await archive.append(portion(0))).toMatchObject({
      error: { code: "unavailable", detail: "the archive of news cannot be read or written" },
    });
  }
  expect(warn).toHaveBeenCalledTimes(1);
  rmSync(folder);
  expect(await archive.append(portion(0))).toMatchObject({ ok: true });
});
