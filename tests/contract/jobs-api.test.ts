import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { functions } from "../../lib/contracts/functions";
import { jobResults } from "../../lib/contracts/functions/job-results";
import { hasEnded, type Job, jobSchema } from "../../lib/contracts/job";
import type { Jobs } from "../../lib/core/jobs/jobs";
import type { Container } from "../../lib/server/container";
import { handle } from "../../lib/server/handle";
import { startApp } from "../resilience/kit";

const JOBS = "/api/ai/jobs";

async function start(jobs: Partial<Jobs> = {}) {
  const { container } = await startApp(null, { env: { EMBEDDED_MODEL: "off" } });
  const deps: Container = { ...container, jobs: { ...container.jobs, ...jobs } };
  const send = (path: string, init: RequestInit = {}): Promise<Response> =>
    handle(new Request(`http://localhost${path}`, init), functions, deps);
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    send(JOBS, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const look = async (id: string): Promise<Job> => jobSchema.parse(await (await send(`${JOBS}/${id}`)).json());
  const run = async (texts: readonly unknown[], more: object = {}): Promise<Job> => {
    const { id } = jobSchema.parse(await (await post({ texts, ...more })).json());
    await expect.poll(async () => hasEnded((await look(id)).state), { timeout: 10_000 }).toBe(true);
    return look(id);
  };
  return { send, post, look, run };
}

const problemOf = async (response: Response) => problemSchema.parse(await response.json());

describe("jobs over REST", () => {
  it("answers 202 with where the job is, and the same for the same key", async () => {
    const { post } = await start();
    const first = await post({ texts: ["up", "down"] }, { "idempotency-key": "a-key" });
    expect(first.status).toBe(202);
    const job = jobSchema.parse(await first.json());
    expect(first.headers.get("location")).toBe(`${JOBS}/${job.id}`);
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    const again = await post({ texts: ["up", "down"] }, { "idempotency-key": "a-key" });
    expect(again.status).toBe(202);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.json()).toMatchObject({ id: job.id });

    const other = await post({ texts: ["up"] }, { "idempotency-key": "a-key" });
    expect(other.status).toBe(422);
    expect(await problemOf(other)).toMatchObject({ code: "key_reused" });
    for (const key of ["", " ", "two words", "x".repeat(201), "né"]) {
      const odd = await post({ texts: ["up"] }, { "idempotency-key": key });
      if (key.trim() !== "")
        expect(await problemOf(odd), key).toMatchObject({ code: "invalid_identifier", status: 400 });
    }
  });

  it("refuses too many texts, none, an unknown model and an unknown field, by name", async () => {
    const { post } = await start();
    const many = await problemOf(await post({ texts: Array.from({ length: 100_001 }, () => "up") }));
    expect(many).toMatchObject({ status: 422, errors: [{ field: "texts", code: "too_many", limit: 100_000 }] });
    expect(await problemOf(await post({ texts: [] }))).toMatchObject({ errors: [{ field: "texts", code: "too_few" }] });
    expect(await problemOf(await post({ texts: ["up"], model: "nobody" }))).toMatchObject({
      errors: [{ field: "model" }],
    });
    expect(await problemOf(await post({ texts: ["up"], stream: true }))).toMatchObject({
      errors: [{ field: "stream", code: "unknown_field" }],
    });
  });

  it("gives a text that cannot be read an error of its own, in its place", async () => {
    const { send, run } = await start();
    const texts = [
      ...Array.from({ length: 300 }, (_, at) => `Bitcoin soars ${at}`),
      " ",
      7,
      "x".repeat(20_001),
      "Bitcoin falls",
    ];
    const job = await run(texts);
    expect(job).toMatchObject({ state: "done", total: 304, done: 304, failed: 3, engines: { lexical: 301 } });
    const page = jobResults.output.parse(await (await send(`${JOBS}/${job.id}/results?limit=1000`)).json());
    expect(page.next).toBeNull();
    expect(page.results.map(({ index }) => index)).toEqual(texts.map((_, index) => index));
    const codes = page.results.slice(300).map(({ result }) => ("error" in result ? result.error.code : result.label));
    expect(codes).toEqual(["validation_failed", "validation_failed", "validation_failed", "bearish"]);
  });

  it("pages in any size, and takes no cursor that it did not give", async () => {
    const { send, run } = await start();
    const { id } = await run(Array.from({ length: 620 }, (_, at) => `up ${at}`));
    for (const limit of [1_000, 250, 7]) {
      const seen: number[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const query: string = cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const page = jobResults.output.parse(await (await send(`${JOBS}/${id}/results?limit=${limit}${query}`)).json());
        expect(page.results.length).toBeLessThanOrEqual(limit);
        seen.push(...page.results.map(({ index }) => index));
        cursor = page.next;
      }
      expect(seen).toEqual(Array.from({ length: 620 }, (_, at) => at));
    }
    for (const cursor of ["x", "aTk5OTk5OQ", "aS0x", "%00", "x".repeat(200), btoa("i1e3")]) {
      const answer = await send(`${JOBS}/${id}/results?cursor=${cursor}`);
      expect([400, 422], cursor).toContain(answer.status);
    }
    for (const limit of ["0", "1001", "-1", "ten"]) {
      expect((await send(`${JOBS}/${id}/results?limit=${limit}`)).status).toBe(422);
    }
  });

  it("gives everything as CSV that no spreadsheet runs, and as JSON", async () => {
    const { send, run } = await start();
    const texts = [
      "=1+1",
      'say "no",\nor not',
      "+cmd|' /C calc'!A0",
      " ",
      ...Array.from({ length: 300 }, (_, at) => `up ${at}`),
    ];
    const { id } = await run(texts);
    for (const csv of [
      await send(`${JOBS}/${id}/results?format=csv`),
      await send(`${JOBS}/${id}/results`, { headers: { accept: "text/csv, */*;q=0.1" } }),
    ]) {
      expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
      expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="barometer-job-[\w-]{6}\.csv"$/);
      const rows = Papa.parse<Record<string, string>>((await csv.text()).trimEnd(), { header: true, newline: "\r\n" });
      expect(rows.errors).toEqual([]);
      expect(rows.data.map((row) => row.index)).toEqual(texts.map((_, index) => String(index)));
      expect(rows.data.slice(0, 3).map((row) => row.text)).toEqual([`'=1+1`, texts[1], `'${texts[2]}`]);
      expect(rows.data[3]).toMatchObject({ label: "", error: expect.stringContaining("blank") });
      expect(rows.data[4]).toMatchObject({ engine: "lexical", error: "" });
    }
    const json = await send(`${JOBS}/${id}/results?format=json`);
    expect(json.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const whole = await json.json();
    expect(whole.job).toMatchObject({ id, state: "done" });
    expect(whole.results.map(({ text }: { text: string }) => text)).toEqual(texts);
    // What a page is asked for wins over what the client would take.
    const page = await send(`${JOBS}/${id}/results?format=page`, { headers: { accept: "text/csv" } });
    expect(jobResults.output.parse(await page.json()).results).toHaveLength(100);
  });

  it("breaks a file off that cannot be read to its end, so that nobody takes a part for the whole", async () => {
    let given = 0;
    const { container } = await startApp(null, { env: { EMBEDDED_MODEL: "off" } });
    const made = await container.jobs.create({
      texts: Array.from({ length: 600 }, () => "up"),
      options: { category: "crypto", use_ensemble: false, use_cache: true, explain: false },
    });
    if (!made.ok) throw new Error("no job");
    const { id } = made.value.look;
    await expect.poll(async () => container.jobs.look(id)).toMatchObject({ value: { state: "done" } });
    const jobs: Jobs = {
      ...container.jobs,
      chunkAt: async (...args) => {
        given += 1;
        return given > 1
          ? { ok: false, error: { code: "unavailable", detail: "away" } }
          : container.jobs.chunkAt(...args);
      },
    };
    const file = await handle(new Request(`http://localhost${JOBS}/${id}/results?format=csv`), functions, {
      ...container,
      jobs,
    });
    expect(file.status).toBe(200);
    await expect(file.text()).rejects.toThrow();
  });

  it("tells how a job goes, every second at least, and when it has ended", async () => {
    const { send, post } = await start();
    const { id } = await (
      await post({ texts: Array.from({ length: 20_000 }, (_, at) => `Bitcoin soars ${at}`) })
    ).json();
    const events = (await (await send(`${JOBS}/${id}/events`)).text()).split("\n\n").filter((event) => event !== "");
    const read = events.map((event) => {
      const [, name, data = ""] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
      return { name, job: jobSchema.parse(JSON.parse(data)) };
    });
    expect(read.length).toBeGreaterThan(2);
    expect(read.at(-1)).toMatchObject({ name: "done", job: { state: "done", done: 20_000 } });
    const counts = read.map(({ job }) => job.done);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    const missing = await send(`${JOBS}/${"A".repeat(22)}/events`);
    expect(await missing.text()).toContain('event: error\ndata: {"type":"urn:barometer:problem:not_found"');
    expect(await (await send(`${JOBS}/${id}/events`, { method: "HEAD" })).text()).toBe("");
  });

  it("knows no job of another name, and no odd name", async () => {
    const { send } = await start();
    for (const part of ["", "/results", "/results?format=csv"]) {
      expect(await problemOf(await send(`${JOBS}/${"A".repeat(22)}${part}`))).toMatchObject({ code: "not_found" });
      for (const id of ["x", "..%2F..%2Fetc", "%00", "A".repeat(23), "constructor"]) {
        expect((await send(`${JOBS}/${id}${part}`)).status, id).toBe(400);
      }
    }
    const gone = await send(`${JOBS}/${"A".repeat(22)}`, { method: "DELETE" });
    expect(await problemOf(gone)).toMatchObject({ code: "not_found" });
  });

  it("lets other origins send the key, and read where the job is", async () => {
    const { send } = await start();
    const preflight = await send(`${JOBS}/${"A".repeat(22)}`, { method: "OPTIONS" });
    expect(preflight.headers.get("access-control-allow-methods")).toBe("GET, HEAD, DELETE, OPTIONS");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Idempotency-Key");
    expect(preflight.headers.get("access-control-expose-headers")).toContain("Location");
  });
});
