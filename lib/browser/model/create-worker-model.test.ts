import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { WorkerPort } from "./create-worker-link";
import { createWorkerModel } from "./create-worker-model";

type Behaviour = (
  question: { id: number; ask: string; onlyKept?: boolean },
  say: (answer: unknown) => void,
  port: WorkerPort,
) => void;

const good: Behaviour = ({ id, ask }, say) =>
  say(
    ask === "load"
      ? { id, say: "loaded", value: { config: "{}", golden: "[]", kept: true, scripts: [] } }
      : { id, say: "classified", value: { labels: ["a"], logits: [[1]] } },
  );

/** Loads well; on a text it does what is named. */
const onText =
  (what: "dies" | "hangs" | "refuses"): Behaviour =>
  (question, say, port) => {
    if (question.ask === "load") good(question, say, port);
    // Node has no event of this kind; the link does not look at it.
    else if (what === "dies") port.onerror?.(new Event("error") as ErrorEvent);
    else if (what === "refuses") say({ id: question.id, say: "failed", code: "internal", detail: "no" });
  };

function setUp(behaviours: readonly Behaviour[]) {
  const ended: number[] = [];
  const onlyKept: unknown[] = [];
  let started = 0;
  const spawn = (): WorkerPort => {
    const own = started;
    started += 1;
    const behave = behaviours[own] ?? good;
    const port: WorkerPort = {
      onmessage: null,
      onerror: null,
      onmessageerror: null,
      terminate: () => void ended.push(own),
      postMessage(question: { id: number; ask: string; onlyKept?: boolean }) {
        if (question.ask === "load") onlyKept.push(question.onlyKept);
        queueMicrotask(() => behave(question, (data) => port.onmessage?.(new MessageEvent("message", { data })), port));
      },
    };
    return port;
  };
  const model = createWorkerModel({
    model: { store: "k", name: "n", files: [] },
    spawn,
    onProgress: () => {},
    idleMs: 1_000,
    silentMs: { load: 500, read: 100 },
  });
  return { model, ended, onlyKept, started: () => started };
}

const signal = new AbortController().signal;

describe("a network in a worker", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("one worker serves all; it is ended when idle and started again by the next text", async () => {
    const { model, ended, onlyKept, started } = setUp([]);
    await model.load(false);
    const outcomes = await Promise.all([model.classify(["a"], signal), model.classify(["b"], signal)]);
    expect([outcomes.every(({ ok }) => ok), started()]).toEqual([true, 1]);
    await vi.advanceTimersByTimeAsync(1_001);
    expect([model.running(), ended]).toEqual([false, [0]]);
    expect((await model.classify(["c"], signal)).ok).toBe(true);
    expect(started()).toBe(2);
    // Nobody was asked before the second: it may use what the device keeps.
    expect(onlyKept).toEqual([false, true]);
  });

  for (const what of ["dies", "hangs"] as const) {
    test(`one that ${what} is replaced once`, async () => {
      const { model, ended, started } = setUp([onText(what)]);
      const outcome = model.classify(["a"], signal);
      await vi.advanceTimersByTimeAsync(150);
      expect([(await outcome).ok, started(), ended]).toEqual([true, 2, [0]]);
    });

    test(`one that ${what} twice has failed`, async () => {
      const { model, started } = setUp([onText(what), onText(what)]);
      const outcome = model.classify(["a"], signal);
      await vi.advanceTimersByTimeAsync(350);
      const code = what === "dies" ? "crashed" : "timed_out";
      expect([await outcome, started()]).toMatchObject([{ ok: false, error: { code } }, 2]);
      expect((await model.classify(["b"], signal)).ok).toBe(true);
    });
  }

  test("a large model may think for longer before it is taken to hang", async () => {
    let ended = 0;
    const spawn = (): WorkerPort => {
      const port: WorkerPort = {
        onmessage: null,
        onerror: null,
        onmessageerror: null,
        terminate: () => {
          ended += 1;
        },
        postMessage(question: { id: number; ask: string }) {
          const say = (data: unknown) => port.onmessage?.(new MessageEvent("message", { data }));
          setTimeout(() => good(question, say, port), question.ask === "load" ? 0 : 40_000);
        },
      };
      return port;
    };
    const weights = { path: "w", url: "/w", bytes: 110e6, sha256: null };
    const model = createWorkerModel({
      model: { store: "k", name: "n", files: [weights] },
      spawn,
      onProgress: () => {},
    });
    const outcome = model.classify(["a"], signal);
    await vi.advanceTimersByTimeAsync(40_100);
    expect([(await outcome).ok, ended]).toEqual([true, 0]);
  });

  test("what it refuses is not asked twice", async () => {
    const { model, started } = setUp([onText("refuses")]);
    expect(await model.classify(["a"], signal)).toMatchObject({ ok: false, error: { code: "internal" } });
    expect(started()).toBe(1);
  });

  test("a load that goes on telling is waited for; a silent one is not; a cancelled one says so", async () => {
    const telling: Behaviour = ({ id }, say, port) => {
      for (let at = 1; at <= 4; at += 1)
        setTimeout(() => say({ id, say: "progress", received: at, total: 5 }), at * 400);
      setTimeout(() => good({ id, ask: "load" }, say, port), 1_900);
    };
    const { model } = setUp([telling, () => {}, () => {}]);
    const first = model.load(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect((await first).ok).toBe(true);
    model.end();
    const silent = model.load(false);
    await vi.advanceTimersByTimeAsync(501);
    expect(await silent).toMatchObject({ ok: false, error: { code: "timed_out" } });
    const cancelled = model.load(false);
    model.end();
    expect(await cancelled).toMatchObject({ ok: false, error: { code: "cancelled" } });
  });
});
