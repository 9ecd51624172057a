import { afterEach, describe, expect, it } from "vitest";
import type { Item } from "@/lib/contracts/item";
import { hasEnded } from "@/lib/contracts/job";
import { fail, ok, type Result } from "@/lib/core/errors";
import type { ChunkReading, JobLook, JobOptions, Jobs, ReadChunk } from "@/lib/core/jobs/jobs";

/** What a case may set of the jobs that it is given. */
interface JobsTerms {
  readonly read: ReadChunk;
  readonly keepMs?: number;
  readonly mostBytes?: number;
}

/** A place in which jobs are kept: opened again, it has what it had. */
export interface JobsPlace {
  open(terms: JobsTerms): Promise<Jobs>;
  remove(): Promise<void>;
}

const OPTIONS: JobOptions = { category: "crypto", use_ensemble: false, use_cache: true, explain: false };
const texts = (count: number, word = "text"): string[] => Array.from({ length: count }, (_, at) => `${word} ${at}`);

/** A result that says which text it is of. */
const itemOf = (text: unknown): Item => ({ error: { code: "internal", detail: JSON.stringify(text) } });
const readAll = async (some: readonly unknown[]): Promise<Result<ChunkReading>> =>
  ok({ items: some.map(itemOf), thresholds: {} });

/** A reader that waits until it is let go on, and knows what it was asked. */
function createGate() {
  const asked: (readonly unknown[])[] = [];
  const waiting: (() => void)[] = [];
  let allowed = 0;
  const read: ReadChunk = async (some, _options, signal) => {
    asked.push(some);
    if (allowed > 0) allowed -= 1;
    else if (!signal.aborted) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    return signal.aborted ? fail("cancelled", "The job was stopped.") : readAll(some);
  };
  const letGo = (count: number): void => {
    for (let at = 0; at < count; at += 1) {
      const next = waiting.shift();
      if (next) next();
      else allowed += 1;
    }
  };
  return { read, asked, letGo };
}

/** What everything that keeps jobs does, wherever it keeps them. */
export function jobsContract(name: string, makePlace: () => Promise<JobsPlace>): void {
  describe(name, { timeout: 30_000 }, () => {
    const closers: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of closers.splice(0).reverse()) await close();
    });

    const newPlace = async (): Promise<(terms?: Partial<JobsTerms>) => Promise<Jobs>> => {
      const place = await makePlace();
      closers.push(() => place.remove());
      return async (terms = {}) => {
        const jobs = await place.open({ read: readAll, ...terms });
        closers.push(() => jobs.close());
        return jobs;
      };
    };
    const open = async (terms: Partial<JobsTerms> = {}): Promise<Jobs> => (await newPlace())(terms);

    const create = async (jobs: Jobs, some: readonly unknown[], key?: string): Promise<JobLook> => {
      const made = await jobs.create({ texts: some, options: OPTIONS, key });
      if (!made.ok) throw new Error(made.error.detail);
      return made.value.look;
    };
    const look = async (jobs: Jobs, id: string): Promise<JobLook> => {
      const found = await jobs.look(id);
      if (!found.ok) throw new Error(found.error.detail);
      return found.value;
    };
    const until = async (jobs: Jobs, id: string, met: (job: JobLook) => boolean): Promise<JobLook> => {
      let job = await look(jobs, id);
      const isMet = async () => {
        job = await look(jobs, id);
        return met(job);
      };
      await expect.poll(isMet, { timeout: 8_000, interval: 20 }).toBe(true);
      return job;
    };
    const untilEnd = (jobs: Jobs, id: string) => until(jobs, id, ({ state }) => hasEnded(state));
    /** The details of all results in order, and a hole for each chunk without. */
    const results = async (jobs: Jobs, id: string): Promise<(string | null)[]> => {
      const all: (string | null)[] = [];
      for (let at = 0; ; ) {
        const chunk = await jobs.chunkAt(id, at, { texts: true });
        if (!chunk.ok) throw new Error(chunk.error.detail);
        if (chunk.value === null) return all;
        expect(chunk.value).toMatchObject({ from: at });
        expect(chunk.value.texts).toHaveLength(chunk.value.to - at);
        if (chunk.value.items === null) all.push(null);
        for (const item of chunk.value.items ?? []) all.push("error" in item ? item.error.detail : "");
        at = chunk.value.to;
      }
    };
    const said = (some: readonly unknown[]): string[] => some.map((text) => JSON.stringify(text));

    it("reads each text into one result, in order", async () => {
      const jobs = await open();
      const some = texts(1_777);
      const made = await create(jobs, some);
      expect(made.id).toMatch(/^[\w-]{22}$/);
      expect(made).toMatchObject({ total: 1_777, endedAt: null, expiresAt: null, error: null });
      const done = await untilEnd(jobs, made.id);
      expect(done).toMatchObject({
        state: "done",
        total: 1_777,
        tally: { done: 1_777, failed: 1_777 },
        position: null,
      });
      expect(done.startedAt).toBeGreaterThanOrEqual(done.createdAt);
      expect(done.endedAt).toBeGreaterThanOrEqual(done.startedAt ?? 0);
      expect(await results(jobs, made.id)).toEqual(said(some));
    });

    it("gives texts back as they came, whatever they are", async () => {
      const jobs = await open();
      const odd = [
        "",
        " ",
        "\n\r\n",
        "\u2028",
        "\ud800",
        "\u{1f680}".repeat(60_000),
        7,
        null,
        { a: [1] },
        "=1+1",
        "\0",
      ];
      const { id } = await create(jobs, [...texts(300), ...odd, ...texts(300)]);
      await untilEnd(jobs, id);
      expect((await results(jobs, id)).slice(300, 300 + odd.length)).toEqual(said(odd));
    });

    it("knows no job that was never made", async () => {
      const jobs = await open();
      const id = "A".repeat(22);
      for (const asked of [jobs.look(id), jobs.cancel(id), jobs.chunkAt(id, 0, { texts: true })])
        expect(await asked).toMatchObject({ ok: false, error: { code: "not_found" } });
    });

    it("gives the same job for the same key and request, and refuses the key for another", async () => {
      const jobs = await open();
      const some = texts(5);
      const first = await create(jobs, some, "one");
      expect(await jobs.create({ texts: some, options: OPTIONS, key: "one" })).toMatchObject({
        ok: true,
        value: { replayed: true, look: { id: first.id } },
      });
      for (const other of [
        { texts: texts(6), options: OPTIONS },
        { texts: some, options: { ...OPTIONS, explain: true } },
      ]) {
        expect(await jobs.create({ ...other, key: "one" })).toMatchObject({ ok: false, error: { code: "key_reused" } });
      }
      expect((await create(jobs, some, "two")).id).not.toBe(first.id);
      expect((await create(jobs, some)).id).not.toBe((await create(jobs, some)).id);
    });

    it("makes one job of twenty requests with one key at once", async () => {
      const jobs = await open();
      const made = await Promise.all(
        Array.from({ length: 20 }, () => jobs.create({ texts: texts(600), options: OPTIONS, key: "same" })),
      );
      expect(new Set(made.map((one) => (one.ok ? one.value.look.id : one.error.code))).size).toBe(1);
      expect(made.filter((one) => one.ok && !one.value.replayed)).toHaveLength(1);
    });

    it("gives results while it runs, and says how far it is", async () => {
      const gate = createGate();
      const jobs = await open({ read: gate.read });
      const some = texts(750);
      const { id } = await create(jobs, some);
      gate.letGo(1);
      const running = await until(jobs, id, ({ tally }) => tally.done === 250);
      expect(running).toMatchObject({ state: "running", endedAt: null });
      expect(await results(jobs, id)).toEqual([...said(some.slice(0, 250)), null, null]);
      gate.letGo(2);
      await untilEnd(jobs, id);
      expect(await results(jobs, id)).toEqual(said(some));
    });

    it("lets jobs wait for their turn, in the order in which they came", async () => {
      const gate = createGate();
      const jobs = await open({ read: gate.read });
      const first = await create(jobs, texts(300, "first"));
      const second = await create(jobs, texts(10, "second"));
      const third = await create(jobs, texts(10, "third"));
      await until(jobs, first.id, ({ state }) => state === "running");
      expect(await look(jobs, second.id)).toMatchObject({ state: "queued", position: 1 });
      expect(await look(jobs, third.id)).toMatchObject({ state: "queued", position: 2, startedAt: null });
      gate.letGo(10);
      await untilEnd(jobs, third.id);
      expect(gate.asked.map((some) => String(some[0]).split(" ")[0])).toEqual(["first", "first", "second", "third"]);
    });

    it("cancels within half a second what is being read, and goes on with the next", async () => {
      const gate = createGate();
      const jobs = await open({ read: gate.read });
      const created = performance.now();
      const { id } = await create(jobs, texts(1_000));
      await until(jobs, id, ({ state }) => state === "running");
      // The reader never ends by itself. How long the place takes to write anything down is its disk's affair.
      const bound = Math.max(500, 3 * (performance.now() - created));
      const next = await create(jobs, texts(10, "next"));
      gate.letGo(1);
      await until(jobs, id, ({ tally }) => tally.done === 250);
      const started = performance.now();
      expect(await jobs.cancel(id)).toMatchObject({ ok: true, value: { state: "cancelled", tally: { done: 250 } } });
      await until(jobs, next.id, ({ state }) => state === "running");
      const ms = performance.now() - started;
      expect(ms).toBeLessThan(bound);
      gate.letGo(5);
      await untilEnd(jobs, next.id);
      const twice = await jobs.cancel(id);
      expect(twice).toEqual({ ok: true, value: await look(jobs, id) });
      expect((await look(jobs, id)).endedAt).not.toBeNull();
      expect((await results(jobs, id)).filter((one) => one !== null)).toHaveLength(250);
      expect(gate.asked.flat().filter((text) => text === "text 900")).toEqual([]);
    });

    it("cancels what waits, and leaves what is done as it is", async () => {
      const gate = createGate();
      const jobs = await open({ read: gate.read });
      const first = await create(jobs, texts(10));
      const second = await create(jobs, texts(10, "second"));
      expect(await jobs.cancel(second.id)).toMatchObject({ ok: true, value: { state: "cancelled", startedAt: null } });
      gate.letGo(1);
      const done = await untilEnd(jobs, first.id);
      expect(await jobs.cancel(first.id)).toEqual({ ok: true, value: done });
      expect(gate.asked).toHaveLength(1);
    });

    it("goes on after a restart where it was, and finishes once", async () => {
      const reopen = await newPlace();
      const gate = createGate();
      const jobs = await reopen({ read: gate.read });
      const some = texts(1_000);
      const { id } = await create(jobs, some, "kept");
      gate.letGo(2);
      await until(jobs, id, ({ tally }) => tally.done === 500);
      await jobs.close();

      const again: unknown[] = [];
      const later = await reopen({
        read: (part) => {
          again.push(...part);
          return readAll(part);
        },
      });
      await later.start();
      expect(await later.create({ texts: some, options: OPTIONS, key: "kept" })).toMatchObject({
        ok: true,
        value: { replayed: true, look: { id } },
      });
      expect(await untilEnd(later, id)).toMatchObject({ state: "done", tally: { done: 1_000 } });
      expect(await results(later, id)).toEqual(said(some));
      expect(again).toHaveLength(500);
      expect(new Set(again)).toEqual(new Set(some.slice(500)));
    });

    it.for([
      ["cannot be read at all", async () => fail("validation_failed", "no such model"), "validation_failed"],
      ["breaks the reader", async () => Promise.reject(new Error("secret")), "internal"],
      ["gets too few results", async () => ok({ items: [], thresholds: {} }), "internal"],
    ] as const)("ends a job that %s, and says why", async ([, read, code]) => {
      const jobs = await open({ read });
      const failed = await untilEnd(jobs, (await create(jobs, texts(600))).id);
      expect(failed).toMatchObject({ state: "failed", error: { code }, tally: { done: 0 } });
      expect(JSON.stringify(failed)).not.toContain("secret");
    });

    it("forgets a job when its time has come", async () => {
      const jobs = await open({ keepMs: 2_000 });
      const { id } = await create(jobs, texts(5), "gone");
      const done = await untilEnd(jobs, id);
      expect(done.expiresAt).toBe((done.endedAt ?? 0) + 2_000);
      await expect.poll(() => jobs.look(id), { timeout: 5_000 }).toMatchObject({ error: { code: "not_found" } });
      expect(await jobs.chunkAt(id, 0, { texts: true })).toMatchObject({ error: { code: "not_found" } });
    });

    it("takes no more than its limits allow where many come at once", async () => {
      const jobs = await open({ read: createGate().read });
      const many = await Promise.all(
        Array.from({ length: 50 }, () => jobs.create({ texts: ["up"], options: OPTIONS })),
      );
      expect(many.filter(({ ok: taken }) => taken)).toHaveLength(32);
      const small = await open({ read: createGate().read, mostBytes: 100 });
      const some = await Promise.all(
        Array.from({ length: 10 }, () => small.create({ texts: ["up"], options: OPTIONS })),
      );
      expect(some.filter(({ ok: taken }) => taken).length).toBeOneOf([1, 2, 3, 4]);
    });

    it("takes no more than there is room for, and no more than can wait", async () => {
      const small = await open({ mostBytes: 10 });
      expect(await small.create({ texts: texts(100), options: OPTIONS })).toMatchObject({
        error: { code: "unavailable", retryAfterS: 60 },
      });
      const jobs = await open({ read: createGate().read });
      for (let count = 0; count < 32; count += 1) await create(jobs, texts(2));
      expect(await jobs.create({ texts: texts(2), options: OPTIONS })).toMatchObject({
        error: { code: "unavailable", detail: expect.stringContaining("wait") },
      });
    });
  });
}
