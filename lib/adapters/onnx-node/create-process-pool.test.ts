import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { createProcessPool, type PoolSettings, type ProcessPool } from "./create-process-pool";
import type { Job } from "./job";

const folder = resolve("public/models/barometer-sentiment-v1");
const pools: ProcessPool[] = [];
const reported: string[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.close();
  reported.length = 0;
});

function openPool(more: Partial<PoolSettings> = {}): ProcessPool {
  const pool = createProcessPool(
    {
      script: resolve("lib/adapters/onnx-node/reader-process.mjs"),
      size: 1,
      loadMs: 20_000,
      idleMs: 60_000,
      mostMb: 4_096,
      needMb: 100,
      availableMb: () => 8_192,
      variables: [],
      mostWaiting: 8,
      ...more,
    },
    performance,
    (event) => reported.push(event),
  );
  pools.push(pool);
  return pool;
}

const job = (texts: readonly string[], more: Partial<Job["source"]> & { readonly mostMs?: number } = {}): Job => {
  const { mostMs = 10_000, ...source } = more;
  return {
    source: {
      name: "v1",
      folder,
      revision: "main",
      dtype: "q8",
      hashes: {},
      cacheDir: null,
      hubOrigin: null,
      ...source,
    },
    texts,
    mostMs,
  };
};

describe("processes that read", () => {
  it("give a row of logits for each text, and the labels by name", async () => {
    const answer = await openPool().run(job(["Bitcoin soars", "Exchange hacked", ""]));
    expect(answer).toMatchObject({ ok: true, value: { labels: ["bearish", "neutral", "bullish"] } });
    if (answer.ok) expect(answer.value.logits.map((row) => row.length)).toEqual([3, 3, 3]);
  });

  it("end after a while without work, and the next text starts one again", async () => {
    const pool = openPool({ idleMs: 150 });
    await pool.run(job(["gm"]));
    expect(pool.look()).toMatchObject({ processes: 1, busy: 0 });
    await sleep(400);
    expect(pool.look().processes).toBe(0);
    expect((await pool.run(job(["gm"]))).ok).toBe(true);
    expect(reported).toEqual([]);
  });

  it("are replaced when one holds more memory than it may", async () => {
    const pool = openPool({ mostMb: 1 });
    expect((await pool.run(job(["gm"]))).ok).toBe(true);
    expect(pool.look().processes).toBe(0);
    expect(reported).toEqual(["reader_process_replaced"]);
    expect((await pool.run(job(["gm"]))).ok).toBe(true);
  });

  it("are ended when one hangs over a job; the job has failed and the next is served", async () => {
    const pool = openPool();
    await pool.run(job(["gm"]));
    for (const pid of pool.look().pids) process.kill(pid, "SIGSTOP");
    expect(await pool.run(job(["gm"], { mostMs: 300 }))).toMatchObject({ ok: false, error: { code: "timed_out" } });
    expect(reported).toEqual(["reader_process_hung"]);
    expect((await pool.run(job(["gm"]))).ok).toBe(true);
  });

  it("give up on a script that ends at once, and rest", async () => {
    const pool = openPool({ script: resolve("lib/adapters/onnx-node/no-such-file.mjs") });
    const codes: string[] = [];
    for (let text = 0; text < 5; text += 1) {
      const answer = await pool.run(job(["gm"]));
      if (!answer.ok) codes.push(answer.error.code);
    }
    expect(codes).toEqual(["crashed", "crashed", "crashed", "crashed", "crashed"]);
    // Refused without a start, once it is clear how it ends.
    expect(pool.look().crashes).toBeLessThanOrEqual(7);
    expect(await pool.run(job(["gm"]))).toMatchObject({ error: { code: "crashed", retryAfterS: expect.any(Number) } });
  });

  it("refuse what cannot be served in time", async () => {
    const pool = openPool({ mostWaiting: 2 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => pool.run(job(["gm"]))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
    expect(answers.flatMap((answer) => (answer.ok ? [] : answer.error.code))).toEqual(["busy", "busy", "busy"]);
  });

  it("name what is wrong with a model, and no path", async () => {
    const pool = openPool();
    const gone = await pool.run(job(["gm"], { folder: "/no/such/folder" }));
    expect(gone).toMatchObject({ ok: false, error: { code: "bad_files" } });
    const swapped = await pool.run(job(["gm"], { hashes: { "tokenizer.json": "0".repeat(64) } }));
    expect(swapped).toMatchObject({
      error: { code: "bad_files", detail: "tokenizer.json is not the file that was published" },
    });
    const far = await pool.run(job(["gm"], { folder: null, name: "owner/model", hubOrigin: "http://127.0.0.1:9" }));
    expect(far).toMatchObject({ error: { code: "unreachable" } });
    // One that failed does not stand in the way of one that is whole.
    expect((await pool.run(job(["gm"]))).ok).toBe(true);
  });

  it.skipIf(!existsSync("/proc/self/environ"))("see nothing of the server's settings but what they need", async () => {
    process.env.HF_TOKEN = "hf_secret";
    process.env.REDIS_URL = "redis://secret";
    try {
      const pool = openPool();
      await pool.run(job(["gm"]));
      const environ = pool.look().pids.map((pid) => readFileSync(`/proc/${pid}/environ`, "utf8"));
      expect(environ).toHaveLength(1);
      expect(environ.join()).not.toContain("secret");
    } finally {
      delete process.env.HF_TOKEN;
      delete process.env.REDIS_URL;
    }
  });

  it("are gone when the pool is closed", async () => {
    const pool = openPool({ size: 2 });
    const answers = [pool.run(job(["gm"])), pool.run(job(["gm"])), pool.run(job(["gm"]))];
    const { pids } = pool.look();
    expect(pids).toHaveLength(2);
    pool.close();
    expect((await Promise.all(answers)).map((answer) => answer.ok || answer.error.code)).toEqual(
      Array(3).fill("cancelled"),
    );
    const isThere = (pid: number): boolean => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await expect.poll(() => pids.filter(isThere), { timeout: 5_000 }).toEqual([]);
  });

  it("starts no process where there is too little memory, says when to look again, and starts one when there is more", async () => {
    let mb = 50;
    const pool = openPool({ size: 2, availableMb: () => mb });
    const refused = await pool.run(job(["gm"]));
    expect(refused).toMatchObject({ ok: false, error: { code: "no_memory", retryAfterS: 60 } });
    expect(pool.look()).toMatchObject({ processes: 0, waiting: 0, crashes: 0 });
    mb = 8_192;
    expect((await pool.run(job(["gm"]))).ok).toBe(true);
    // Those that run go on, though there is none left for a second one.
    mb = 50;
    const all = await Promise.all(Array.from({ length: 6 }, () => pool.run(job(["gm", "wagmi"]))));
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect(pool.look().processes).toBe(1);
    expect(reported).toEqual(["reader_process_without_memory"]);
  });
});
