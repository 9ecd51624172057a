import { describe, expect, test } from "vitest";
import type { Scores } from "../../contracts/verdict";
import { ok } from "../errors";
import { failed } from "../failure";
import { goldenSentences } from "../models/golden-sentences";
import { type MeasureOptions, type MeasureStep, measureModel, type PageWatch, type TimedReader } from "./measure-model";
import { measureTexts } from "./measure-texts";

const scoresOf = (label: string): Scores => ({
  bullish: label === "bullish" ? 0.8 : 0.1,
  neutral: label === "neutral" ? 0.8 : 0.1,
  bearish: label === "bearish" ? 0.8 : 0.1,
});

interface Made {
  /** Milliseconds of a text: those that are longer take longer. */
  readonly msOf?: (text: string) => number;
  readonly stepMs?: number;
  readonly files?: TimedReader["files"] | "fetched" | "kept" | "memory";
  readonly onRead?: (count: number) => void;
  readonly failAt?: number;
}

/** A reader with a clock of its own: as long as it reads, time goes on, in the steps of the clock. */
function makeBench({ msOf = () => 2, stepMs = 0.1, files = "kept", onRead, failAt }: Made = {}) {
  let time = 0;
  let reads = 0;
  let isHere = files === "kept";
  let loads = 0;
  const steps: MeasureStep[] = [];
  const abort = new AbortController();
  const watch = { times: 0, visible: true, waiters: [] as (() => void)[] };
  const page: PageWatch = {
    times: () => watch.times,
    isVisible: () => watch.visible,
    visible: (signal) =>
      new Promise((resolve) => {
        watch.waiters.push(resolve);
        signal.addEventListener("abort", () => resolve(), { once: true });
      }),
  };
  const reader: TimedReader = {
    golden: goldenSentences,
    files:
      typeof files === "object"
        ? files
        : {
            isHere: () => Promise.resolve(isHere),
            load: (onShare) => {
              loads += 1;
              onShare(0.5);
              onShare(1);
              time += isHere ? 300 : 4_000;
              if (files !== "memory") isHere = true;
              return Promise.resolve(ok(null));
            },
          },
    read(texts) {
      reads += 1;
      onRead?.(reads);
      if (reads === failAt) return Promise.resolve(failed("crashed"));
      for (const text of texts) time += msOf(text);
      return Promise.resolve(
        ok(texts.map((text) => scoresOf(goldenSentences.find((each) => each.text === text)?.label ?? "neutral"))),
      );
    },
  };
  const options: MeasureOptions = {
    reader,
    texts: measureTexts,
    clock: { now: () => Math.floor(time / stepMs + 1e-9) * stepMs, pause: () => Promise.resolve() },
    clockStepMs: stepMs,
    page,
    signal: abort.signal,
    onStep: (step) => steps.push(step),
  };
  return {
    options,
    steps,
    abort,
    hide() {
      watch.times += 1;
      watch.visible = false;
    },
    show() {
      watch.visible = true;
      for (const go of watch.waiters.splice(0)) go();
    },
    loads: () => loads,
    reads: () => reads,
  };
}

const measure = async (made?: Made) => {
  const bench = makeBench(made);
  const outcome = await measureModel(bench.options);
  return { ...bench, outcome, value: outcome.ok ? outcome.value : null };
};

describe("measureModel", () => {
  test("times each text alone, batches and golden sentences", async () => {
    const { value } = await measure();
    expect(value).toMatchObject({ texts: 60, repeats: 1, batch: 32, goldenRight: 3, goldenOf: 3 });
    expect(value?.p50Ms).toBeCloseTo(2, 5);
    expect(value?.p95Ms).toBeCloseTo(2, 5);
    expect(value?.textsPerS).toBeCloseTo(500, 0);
  });

  test("the slow end shows in p95 and not in the median", async () => {
    const slow = new Set(measureTexts.slice(0, 6));
    const { value } = await measure({ msOf: (text) => (slow.has(text) ? 50 : 4) });
    expect(value?.p50Ms).toBeCloseTo(4, 5);
    expect(value?.p95Ms).toBeCloseTo(50, 5);
  });

  test("what is quicker than the clock is read so often that its step does not count", async () => {
    const { value } = await measure({ files: null, msOf: () => 0.03 });
    expect(value?.repeats).toBeGreaterThan(50);
    expect(value?.p50Ms).toBeGreaterThan(0.028);
    expect(value?.p50Ms).toBeLessThan(0.032);
    expect(value?.fetchedMs).toBeNull();
    expect(value?.keptMs).toBeNull();
  });

  test("a clock of large steps makes nobody wait for long", async () => {
    const bench = makeBench({ stepMs: 100, msOf: () => 0.03 });
    const outcome = await measureModel(bench.options);
    expect(outcome.ok).toBe(true);
    // 1,024 readings of each text at most, and what it takes to find that out.
    expect(bench.reads()).toBeLessThan(62 * 1_024 + 12 * 1_024);
  });

  test("what was fetched is opened once more from the device", async () => {
    const { value, loads, steps } = await measure({ files: "fetched" });
    expect(value).toMatchObject({ fetchedMs: 4_000, keptMs: 300 });
    expect(loads()).toBe(2);
    expect(steps.slice(0, 2)).toEqual([
      { kind: "fetching", share: 0 },
      { kind: "fetching", share: 0.5 },
    ]);
  });

  test("what was on the device is opened once; what cannot be kept is fetched once", async () => {
    const kept = await measure({ files: "kept" });
    expect([kept.value?.fetchedMs, kept.value?.keptMs, kept.loads()]).toEqual([null, 300, 1]);
    const memory = await measure({ files: "memory" });
    expect([memory.value?.fetchedMs, memory.value?.keptMs, memory.loads()]).toEqual([4_000, null, 1]);
  });

  test("tells each text and each batch", async () => {
    const { steps } = await measure();
    expect(steps.filter(({ kind }) => kind === "reading")).toHaveLength(60);
    expect(steps.at(-1)).toEqual({ kind: "batches", done: 3, of: 3 });
  });

  test("a load that fails ends it with its reason", async () => {
    const files = { isHere: () => Promise.resolve(false), load: () => Promise.resolve(failed("unreachable")) };
    const { outcome } = await measure({ files });
    expect(outcome).toMatchObject({ ok: false, error: { code: "unreachable" } });
  });

  test.each([1, 7, 30, 70])("a reader that fails at reading %d ends it with its reason", async (failAt) => {
    const { outcome } = await measure({ failAt });
    expect(outcome).toMatchObject({ ok: false, error: { code: "crashed" } });
  });

  test("golden sentences that are read wrong are counted", async () => {
    const bench = makeBench();
    const outcome = await measureModel({
      ...bench.options,
      reader: { ...bench.options.reader, golden: goldenSentences.map((each) => ({ ...each, label: "neutral" })) },
    });
    expect(outcome).toMatchObject({ ok: true, value: { goldenRight: 1, goldenOf: 3 } });
  });

  test("cancelled while it loads, while it reads and while it waits", async () => {
    const loading = makeBench();
    const load = () => {
      loading.abort.abort();
      return Promise.resolve(ok(null));
    };
    const files = { isHere: () => Promise.resolve(false), load };
    const reader = { ...loading.options.reader, files };
    expect(await measureModel({ ...loading.options, reader })).toMatchObject({ error: { code: "cancelled" } });

    const reading: ReturnType<typeof makeBench> = makeBench({
      onRead: (count) => {
        if (count === 20) reading.abort.abort();
      },
    });
    expect(await measureModel(reading.options)).toMatchObject({ error: { code: "cancelled" } });
    expect(reading.reads()).toBe(20);

    const waiting = makeBench();
    waiting.hide();
    const ended = measureModel(waiting.options);
    waiting.abort.abort();
    expect(await ended).toMatchObject({ error: { code: "cancelled" } });
    expect(waiting.steps).toEqual([{ kind: "hidden" }]);
  });

  test("a series in which the page was hidden is begun again, when the page is seen again", async () => {
    let hidden = false;
    const bench: ReturnType<typeof makeBench> = makeBench({
      onRead: (count) => {
        if (count !== 30) return;
        hidden = true;
        bench.hide();
        setTimeout(bench.show, 5);
      },
    });
    const outcome = await measureModel(bench.options);
    expect(hidden).toBe(true);
    expect(outcome).toMatchObject({ ok: true, value: { texts: 60 } });
    const kinds = bench.steps.map(({ kind }) => kind);
    expect(kinds).toContain("hidden");
    // The first of them anew: 1 of 60 is told twice.
    expect(bench.steps.filter((step) => step.kind === "reading" && step.done === 1)).toHaveLength(2);
  });

  test("hidden for a moment between two looks spoils a series too", async () => {
    const bench: ReturnType<typeof makeBench> = makeBench({
      onRead: (count) => {
        if (count !== 30) return;
        bench.hide();
        bench.show();
      },
    });
    expect((await measureModel(bench.options)).ok).toBe(true);
    expect(bench.steps.filter((step) => step.kind === "reading" && step.done === 1)).toHaveLength(2);
  });

  test("hidden while it loads: the time does not count", async () => {
    const bench = makeBench();
    const files = {
      isHere: () => Promise.resolve(true),
      load: () => {
        bench.hide();
        bench.show();
        return Promise.resolve(ok(null));
      },
    };
    const outcome = await measureModel({ ...bench.options, reader: { ...bench.options.reader, files } });
    expect(outcome).toMatchObject({ ok: true, value: { keptMs: null } });
  });

  test("hidden again and again it gives up, and says why", async () => {
    const bench: ReturnType<typeof makeBench> = makeBench({
      onRead: () => {
        bench.hide();
        bench.show();
      },
    });
    expect(await measureModel(bench.options)).toMatchObject({
      error: { code: "unavailable", detail: "the page was hidden again and again while it was timed" },
    });
  });
});

test("the texts are sixty, all different, of mixed lengths, none a golden sentence", () => {
  expect(new Set(measureTexts).size).toBe(60);
  const lengths = measureTexts.map((text) => text.split(" ").length);
  expect([Math.min(...lengths), Math.max(...lengths) > 40]).toEqual([1, true]);
  expect(goldenSentences.filter(({ text }) => measureTexts.includes(text))).toEqual([]);
  // As varied as the first half, which is what a batch is made of.
  expect(Math.max(...lengths.slice(0, 32))).toBeGreaterThan(12);
});
