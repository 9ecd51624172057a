import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { jobResults } from "../lib/contracts/functions/job-results";
import { type Job, jobSchema } from "../lib/contracts/job";

export const JOBS = "/api/ai/jobs";
const folder = process.env.BAROMETER_DATA ?? join(import.meta.dirname, "..", "..", "shared", "data");
const file = join(folder, "news", "headlines.jsonl");

/** Real headlines, where their folder is there; else as many that are made up. */
export function headlines(): { readonly texts: readonly string[]; readonly real: boolean } {
  if (!existsSync(file)) {
    const coins = ["Bitcoin", "Ether", "Solana", "Dogecoin"];
    const turns = [
      "soars to a record",
      "slides after a hack",
      "holds steady before the Fed",
      "is listed by an exchange",
    ];
    const texts = Array.from({ length: 26_841 }, (_, at) => `${coins[at % 4]} ${turns[(at >> 2) % 4]}, day ${at}`);
    return { texts, real: false };
  }
  const rows = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): { title?: string; text?: string } => JSON.parse(line));
  return { texts: rows.map(({ title, text }) => (title?.trim() ? title : (text ?? ""))), real: true };
}

export async function createJob(url: string, texts: readonly unknown[], key = "e2e"): Promise<Job> {
  const response = await fetch(url + JOBS, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify({ texts }),
  });
  expect(response.status).toBe(202);
  const job = jobSchema.parse(await response.json());
  expect(response.headers.get("location")).toBe(`${JOBS}/${job.id}`);
  return job;
}

export async function lookAt(url: string, id: string): Promise<Job> {
  return jobSchema.parse(await (await fetch(`${url}${JOBS}/${id}`)).json());
}

/** Waits until so many texts have results. */
export async function untilDone(url: string, id: string, count: number): Promise<Job> {
  for (;;) {
    const job = await lookAt(url, id);
    if (job.done >= count) return job;
    expect(["queued", "running"]).toContain(job.state);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Goes through all pages and the file: every text has exactly one result, in its place. */
export async function expectEachOnce(url: string, id: string, texts: readonly string[]): Promise<void> {
  const seen: number[] = [];
  let next: string | null = null;
  do {
    const query: string = next === null ? "" : `&cursor=${encodeURIComponent(next)}`;
    const response = await fetch(`${url}${JOBS}/${id}/results?limit=1000${query}`);
    expect(response.status).toBe(200);
    const page = jobResults.output.parse(await response.json());
    seen.push(...page.results.map(({ index }) => index));
    next = page.next;
  } while (next !== null);
  expect(seen).toEqual(texts.map((_, index) => index));

  const whole = await fetch(`${url}${JOBS}/${id}/results?format=json`);
  const { results }: { results: { index: number; text: string }[] } = JSON.parse(await whole.text());
  expect(results.map(({ text }) => text)).toEqual(texts);

  const job = await lookAt(url, id);
  const { bullish, neutral, bearish } = job.counts;
  expect(job).toMatchObject({ state: "done", total: texts.length, done: texts.length });
  expect(bullish + neutral + bearish + job.failed).toBe(texts.length);
  expect(Object.values(job.engines).reduce((sum, count) => sum + count, 0) + job.failed).toBe(texts.length);
}
