import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createFileJobs } from "../../lib/adapters/jobs/create-file-jobs";
import { ok } from "../../lib/core/errors";
import type { JobLook, JobOptions, Jobs, ReadChunk } from "../../lib/core/jobs/jobs";
import { startApp, tempDir } from "./kit";

const JOBS = "/api/ai/jobs";
const OPTIONS: JobOptions = { category: "crypto", use_ensemble: false, use_cache: true, explain: false };
const texts = Array.from({ length: 1_000 }, (_, at) => `text ${at}`);
const readAll: ReadChunk = async (some) =>
  ok({ items: some.map((text) => ({ error: { code: "internal", detail: String(text) } })), thresholds: {} });

const opened: Jobs[] = [];
afterEach(async () => {
  for (const jobs of opened.splice(0)) await jobs.close();
});

function open(dir: string, read: ReadChunk = readAll) {
  const warn = vi.fn();
  const options = { dir, warn, clock: { wall: () => Date.now() }, keepMs: 1e9, mostBytes: 1e9, tryAgainMs: 50 };
  const jobs = createFileJobs({ ...options, read });
  opened.push(jobs);
  const create = async (some: readonly unknown[] = texts): Promise<JobLook> => {
    const made = await jobs.create({ texts: some, options: OPTIONS });
    if (!made.ok) throw new Error(made.error.detail);
    return made.value.look;
  };
  return { jobs, warn, create };
}

describe("a disk that does not take jobs", () => {
  it("a file in place of the folder: 503 with the reason, the server goes on, and jobs come once it is mended", async () => {
    const dir = join(tempDir(), "data");
    const app = await startApp(null, { env: { DATA_DIR: dir, EMBEDDED_MODEL: "off" } });
    // The log of incidents has its first line by then: nothing else is written meanwhile.
    const checkOf = async (store: string) => (await app.health()).checks.find(({ name }) => name === store);
    await expect.poll(() => checkOf("incidents")).toMatchObject({ detail: "written to" });
    await rm(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 });
    await writeFile(dir, "not a folder");
    const refused = await app.send(JOBS, { texts: ["up"] });
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("60");
    const problem = await refused.json();
    expect(problem).toMatchObject({ code: "unavailable", detail: expect.stringContaining("disk") });
    expect(JSON.stringify(problem)).not.toContain(dir);
    const jobsCheck = () => checkOf("jobs");
    expect(await jobsCheck()).toMatchObject({
      kind: "store",
      status: "warn",
      detail: expect.stringMatching(/E[A-Z]+/),
    });
    expect((await app.analyse({ text: "Bitcoin soars" })).verdict.label).toBe("bullish");
    await rm(dir);
    expect((await app.send(JOBS, { texts: ["up"] })).status).toBe(202);
    expect(await jobsCheck()).toMatchObject({ status: "pass" });
  });

  it.skipIf(!existsSync("/dev/full"))(
    "a disk that is full in the middle: the job waits, and finishes once there is room",
    async () => {
      const dir = tempDir();
      let allowed = 2;
      let go: () => void = () => undefined;
      const { jobs, warn, create } = open(dir, async (some, options, signal) => {
        if (allowed === 0) await new Promise<void>((resolve) => (go = resolve));
        allowed -= 1;
        return readAll(some, options, signal);
      });
      const { id } = await create();
      await expect.poll(() => jobs.look(id)).toMatchObject({ value: { tally: { done: 500 } } });
      const names = await readdir(join(dir, "jobs", id));
      const file = join(dir, "jobs", id, names.find((name) => name.startsWith("results")) ?? "");
      await rename(file, `${file}.kept`);
      await symlink("/dev/full", file);
      allowed = 100;
      go();
      await expect
        .poll(() => jobs.look(id))
        .toMatchObject({ value: { waitsBecause: expect.stringContaining("ENOSPC") } });
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await jobs.look(id)).toMatchObject({ value: { state: "running", tally: { done: 500 } } });
      expect(warn.mock.calls.filter(([event]) => event === "job_waits")).toHaveLength(1);
      await rm(file);
      await rename(`${file}.kept`, file);
      await expect
        .poll(() => jobs.look(id), { timeout: 5_000 })
        .toMatchObject({
          value: { state: "done", waitsBecause: null, tally: { done: 1_000 } },
        });
      const all: string[] = [];
      for (let at = 0; at < 1_000; at += 250) {
        const chunk = await jobs.chunkAt(id, at, { texts: false });
        for (const item of (chunk.ok && chunk.value?.items) || []) all.push("error" in item ? item.error.detail : "");
      }
      expect(all).toEqual(texts);
    },
  );

  it("files that are gone or broken end their job, and the next one goes on", async () => {
    const dir = tempDir();
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const { jobs, create } = open(dir, async (some, options, signal) => {
      await held;
      return readAll(some, options, signal);
    });
    const gone = await create();
    const broken = await create();
    const good = await create();
    await rm(join(dir, "jobs", gone.id), { recursive: true });
    await writeFile(join(dir, "jobs", broken.id, "texts.jsonl.gz"), "x".repeat(100_000));
    go();
    await expect.poll(() => jobs.look(good.id), { timeout: 10_000 }).toMatchObject({ value: { state: "done" } });
    for (const { id } of [gone, broken]) {
      expect(await jobs.look(id)).toMatchObject({ value: { state: "failed", error: { code: "internal" } } });
    }
  });

  it("what is no job in the folder is left alone, and hinders nobody", async () => {
    const dir = tempDir();
    await mkdir(join(dir, "jobs", "A".repeat(22)), { recursive: true });
    await mkdir(join(dir, "jobs", "B".repeat(22)));
    await writeFile(join(dir, "jobs", "B".repeat(22), "job.json"), '{"version":1,"id":"');
    await writeFile(join(dir, "jobs", "notes.txt"), "mine");
    const { jobs, create } = open(dir);
    await jobs.start();
    const { id } = await create();
    await expect.poll(() => jobs.look(id), { timeout: 5_000 }).toMatchObject({ value: { state: "done" } });
    expect(await jobs.look("B".repeat(22))).toMatchObject({ error: { code: "not_found" } });
    expect(existsSync(join(dir, "jobs", "notes.txt"))).toBe(true);
  });
});
