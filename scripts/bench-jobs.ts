// Measures jobs on the built server: how long it takes to take 100,000 texts on, how many are read a second with and without the
// embedded model, what memory does meanwhile, and how long single requests take beside a job. Fails where a text is without a result.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { jobCreate } from "../lib/contracts/functions/job-create";
import { sentiment } from "../lib/contracts/functions/sentiment";
import { type Job, jobSchema } from "../lib/contracts/job";
import { MAX_JOB_TEXTS } from "../lib/contracts/limits";
import { ensureBuild } from "./lib/ensure-build.mjs";
import { residentMb } from "./lib/resident-mb.mjs";
import { copyStandalone, serve } from "./lib/serve-copy.mjs";

const SINGLES = 400;
const headline = (at: number): string =>
  `Bitcoin climbs past a record as traders bet on ${at % 97} more cuts, while exchange number ${at} delays withdrawals`;

ensureBuild();
const copy = copyStandalone();
try {
  await bench("off");
  await bench("q8");
} finally {
  copy.remove();
}

async function bench(model: "off" | "q8"): Promise<void> {
  const DATA_DIR = mkdtempSync(join(tmpdir(), "barometer-bench-"));
  const server = await serve(copy.folder, { RATE_LIMIT_PER_MINUTE: "1000000", EMBEDDED_MODEL: model, DATA_DIR });
  try {
    await singles(server.url, 100);
    const alone = await singles(server.url, SINGLES);
    const before = residentMb(server.pid);
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, residentMb(server.pid));
    }, 50);
    const texts = Array.from({ length: MAX_JOB_TEXTS }, (_, at) => headline(at));
    const body = JSON.stringify({ texts });
    const sent = performance.now();
    const job = await ask(server.url + jobCreate.path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const createMs = performance.now() - sent;
    const beside = await singles(server.url, SINGLES);
    for (;;) {
      const now = await ask(`${server.url}${jobCreate.path}/${job.id}`);
      if (now.state === "done" && now.done === MAX_JOB_TEXTS) break;
      if (now.state !== "running" && now.state !== "queued") throw new Error(`the job is ${now.state}`);
      await setTimeout(200);
    }
    clearInterval(watch);
    const ended = await ask(`${server.url}${jobCreate.path}/${job.id}`);
    const seconds = (Date.parse(ended.ended_at ?? "") - Date.parse(ended.started_at ?? "")) / 1000;
    const count = MAX_JOB_TEXTS.toLocaleString("en");
    console.log(`EMBEDDED_MODEL=${model}: ${count} texts, ${(body.length / 1e6).toFixed(1)} MB`);
    console.log(`  taken on in            ${createMs.toFixed(0)} ms`);
    console.log(`  read                   ${Math.round(MAX_JOB_TEXTS / seconds).toLocaleString("en")} texts a second`);
    console.log(`  memory of the server   ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most`);
    console.log(`  single requests alone  p50 ${alone.p50.toFixed(1)} ms, p99 ${alone.p99.toFixed(1)} ms`);
    console.log(`  beside the job         p50 ${beside.p50.toFixed(1)} ms, p99 ${beside.p99.toFixed(1)} ms`);
  } finally {
    await server.stop();
    rmSync(DATA_DIR, { recursive: true, force: true });
  }
}

async function ask(url: string, init?: RequestInit): Promise<Job> {
  return jobSchema.parse(await (await fetch(url, init)).json());
}

/** One request after the other, twenty milliseconds apart. */
async function singles(url: string, count: number): Promise<{ readonly p50: number; readonly p99: number }> {
  const times: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const started = performance.now();
    const response = await fetch(url + sentiment.path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text: `${headline(at)} today` }),
    });
    if (!response.ok) throw new Error(`a single request got ${response.status}`);
    await response.arrayBuffer();
    times.push(performance.now() - started);
    await setTimeout(20);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(count - 1, Math.floor(count * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
