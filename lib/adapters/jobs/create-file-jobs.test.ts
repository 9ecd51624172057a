import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { jobsContract } from "../../../tests/contract/jobs";
import { ok } from "../../core/errors";
import type { JobOptions, ReadChunk } from "../../core/jobs/jobs";
import { createFileJobs } from "./create-file-jobs";

const DAY_MS = 86_400_000;
const settings = { warn: () => undefined, clock: { wall: () => Date.now() }, keepMs: DAY_MS, mostBytes: 1e9 };
const how: JobOptions = { category: "crypto", use_ensemble: false, use_cache: true, explain: false };

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "barometer-jobs-"));

jobsContract("jobs in a folder", async () => {
  const dir = await newFolder();
  return {
    open: async (terms) => createFileJobs({ dir, ...settings, ...terms }),
    remove: () => rm(dir, { recursive: true, force: true }),
  };
});

it("two processes with one folder: one works, both tell, and the other follows", { timeout: 20_000 }, async () => {
  const dir = await newFolder();
  const reads = { one: [] as unknown[], other: [] as unknown[] };
  const readAs =
    (name: keyof typeof reads): ReadChunk =>
    async (some, _options, signal) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (!signal.aborted) reads[name].push(...some);
      return ok({ items: some.map(() => ({ error: { code: "internal", detail: "" } })), thresholds: {} });
    };
  const one = createFileJobs({ dir, ...settings, read: readAs("one") });
  const other = createFileJobs({ dir, ...settings, read: readAs("other") });
  onTestFinished(async () => {
    await Promise.all([one.close(), other.close()]);
    await rm(dir, { recursive: true, force: true });
  });
  // Who makes the first job holds the folder.
  await one.create({ texts: ["first"], options: how });
  await other.start();
  const texts = Array.from({ length: 5_000 }, (_, at) => `text ${at}`);
  const made = await other.create({ texts, options: how, key: "both" });
  const id = made.ok ? made.value.look.id : "";
  expect(await one.create({ texts, options: how, key: "both" })).toMatchObject({ value: { replayed: true } });
  await expect
    .poll(async () => other.look(id), { timeout: 5_000, interval: 20 })
    .toMatchObject({ value: { state: "running", tally: { done: expect.toSatisfy((done) => done >= 500) } } });
  expect(reads.other).toEqual([]);
  await one.close();
  await expect
    .poll(() => other.look(id), { timeout: 10_000 })
    .toMatchObject({ value: { state: "done", tally: { done: texts.length } } });
  const read = [...reads.one, ...reads.other];
  const distinct = [...new Set(read)];
  expect(distinct).toEqual(["first", ...texts]);
  // A portion that was read and not yet kept when the one closed is read once more.
  expect(read.length - distinct.length).toBeLessThanOrEqual(250);
  expect(reads.other.length).toBeGreaterThan(0);
});

const readAll: ReadChunk = async (some) =>
  ok({ items: some.map(() => ({ error: { code: "internal", detail: "" } })), thresholds: {} });

async function openBoth(terms: { readonly now?: () => number; readonly mostBytes?: number } = {}) {
  const dir = await newFolder();
  const clock = { wall: terms.now ?? settings.clock.wall };
  const open = () => createFileJobs({ dir, ...settings, ...terms, clock, read: readAll });
  const [one, other] = [open(), open()];
  onTestFinished(async () => {
    await Promise.all([one.close(), other.close()]);
    await rm(dir, { recursive: true, force: true });
  });
  const create = async (key?: string): Promise<string> => {
    const made = await one.create({ texts: ["up"], options: how, key });
    if (!made.ok) throw new Error(made.error.detail);
    await expect
      .poll(() => one.look(made.value.look.id), { timeout: 10_000 })
      .toMatchObject({ value: { state: "done" } });
    return made.value.look.id;
  };
  return { dir: join(dir, "jobs"), one, other, create };
}

it("a record that cannot be read removes nothing, and is told", async () => {
  const { dir, other, create } = await openBoth();
  const id = await create();
  const [record, aside] = [join(dir, id, "job.json"), join(dir, id, "aside")];
  await rename(record, aside);
  // Reading a folder is refused, as a disk would that breaks.
  await mkdir(record);
  const old = new Date(Date.now() - 3_600_000);
  await utimes(join(dir, id), old, old);
  expect(await other.look(id)).toMatchObject({ error: { code: "unavailable" } });
  expect(await other.create({ texts: ["up"], options: how })).toMatchObject({ error: { code: "unavailable" } });
  await rm(record, { recursive: true });
  await rename(aside, record);
  expect(await other.look(id)).toMatchObject({ value: { state: "done" } });
});

it("what a crash left without a record goes, once it is old", async () => {
  const { dir, one } = await openBoth();
  const [old, fresh] = ["A".repeat(22), "B".repeat(22)];
  for (const name of [old, fresh]) await mkdir(join(dir, name), { recursive: true });
  const at = new Date(Date.now() - 3_600_000);
  await utimes(join(dir, old), at, at);
  await one.start();
  const names = await readdir(dir);
  expect(names).toContain(fresh);
  expect(names).not.toContain(old);
});

it("a key is free again when its job has expired", async () => {
  let now = Date.now();
  const { one, create } = await openBoth({ now: () => now });
  const id = await create("again");
  now += DAY_MS + 1;
  const made = await one.create({ texts: ["down"], options: how, key: "again" });
  expect(made).toMatchObject({ ok: true, value: { replayed: false } });
  expect(made.ok && made.value.look.id).not.toBe(id);
});

it("a process that does not work in the folder forgets what was removed", async () => {
  const { dir, other, create } = await openBoth({ mostBytes: 60 });
  const id = await create();
  expect(await other.create({ texts: ["up"], options: how })).toMatchObject({ error: { code: "unavailable" } });
  await rm(join(dir, id), { recursive: true });
  expect(await other.create({ texts: ["up"], options: how })).toMatchObject({ ok: true });
});

it("takes no more than there is room for, also of what is being made", async () => {
  const { one } = await openBoth({ mostBytes: 100 });
  const made = await Promise.all(Array.from({ length: 10 }, () => one.create({ texts: ["up"], options: how })));
  expect(made.filter(({ ok: taken }) => taken).length).toBeLessThan(5);
});

it("ends a job by a defect for good", async () => {
  const dir = await newFolder();
  const open = (read: ReadChunk) => createFileJobs({ dir, ...settings, read });
  const broken = open(() => Promise.reject(new Error("a defect")));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const made = await broken.create({ texts: ["up"], options: how });
  const id = made.ok ? made.value.look.id : "";
  await expect.poll(() => broken.look(id)).toMatchObject({ value: { state: "failed" } });
  await broken.close();
  const later = open(readAll);
  onTestFinished(() => later.close());
  await later.start();
  expect(await later.look(id)).toMatchObject({ value: { state: "failed", error: { code: "internal" } } });
});

it.skipIf(process.platform === "win32")("nobody else on the machine may read what is kept", async () => {
  const { dir, create } = await openBoth();
  const id = await create();
  const rights = async (path: string) => (await stat(path)).mode & 0o777;
  expect([await rights(dir), await rights(join(dir, id))]).toEqual([0o700, 0o700]);
  const names = await readdir(join(dir, id));
  expect(names).toHaveLength(3);
  for (const name of names) expect(await rights(join(dir, id, name))).toBe(0o600);
});
