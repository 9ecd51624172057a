import { mkdtemp, rm } from "node:fs/promises";
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
  const texts = Array.from({ length: 20_000 }, (_, at) => `text ${at}`);
  const made = await other.create({ texts, options: how, key: "both" });
  const id = made.ok ? made.value.look.id : "";
  expect(await one.create({ texts, options: how, key: "both" })).toMatchObject({ value: { replayed: true } });
  await expect
    .poll(async () => other.look(id), { timeout: 5_000, interval: 20 })
    .toMatchObject({ value: { state: "running", tally: { done: 500 } } });
  expect(reads.other).toEqual([]);
  await one.close();
  await expect.poll(() => other.look(id), { timeout: 10_000 }).toMatchObject({ value: { state: "done" } });
  expect([...reads.one, ...reads.other]).toEqual(["first", ...texts]);
  expect(reads.other.length).toBeGreaterThan(0);
});
