import { expect, test } from "vitest";
import type { Clock, Reading } from "../../core/ports";
import { createBrowserModel } from "./create-browser-model";
import type { WorkerPort } from "./create-worker-link";
import type { DeviceStore } from "./device-store";
import { ownModel, runtimeFile } from "./model-files";

let later = 0;
const clock: Clock = { now: () => performance.now() + later, wall: () => Date.now(), pause: async () => {} };
const flat: Reading = {
  scores: { bullish: 1 / 3, neutral: 1 / 3, bearish: 1 / 3 },
  reasons: [],
  chunks: 1,
  understood: true,
};
const golden = JSON.stringify([
  { text: "up", label: "bullish" },
  { text: "down", label: "bearish" },
  { text: "so so", label: "neutral" },
]);

type Kind = "good" | "memory" | "swapped" | "wrong" | "silent" | "gone";

/** A worker that reads by the first letter, or refuses to load. */
function workerOf(answer: Kind, onEnd: () => void, onLoad: (onlyKept: boolean) => void): WorkerPort {
  const port: WorkerPort = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    terminate: onEnd,
    postMessage(question: { id: number; ask: string; texts?: string[]; onlyKept?: boolean }) {
      const { id, ask, texts = [], onlyKept } = question;
      const say = (data: object) =>
        queueMicrotask(() => port.onmessage?.(new MessageEvent("message", { data: { id, ...data } })));
      const refuse = (code: string, detail: string) => say({ say: "failed", code, detail });
      if (answer === "silent") return;
      if (ask === "load") {
        if (answer === "swapped") return refuse("bad_files", "x is not the file that was published");
        if (answer === "gone") return refuse("unavailable", "it is not on this device");
        onLoad(onlyKept === true);
        return say({ say: "loaded", value: { config: "{}", golden, kept: answer !== "memory", scripts: [] } });
      }
      const logits = texts.map((text) => (text[0] === "u" ? [0, 0, 5] : text[0] === "d" ? [5, 0, 0] : [0, 5, 0]));
      const labels = answer === "wrong" ? ["bullish", "neutral", "bearish"] : ["bearish", "neutral", "bullish"];
      say({ say: "classified", value: { labels, logits } });
    },
  };
  return port;
}

/** A device that keeps whatever was loaded from then on, unless it is `closed`. */
function setUp(answer: Kind, start: readonly string[] = [], closed = false) {
  const kept = new Set(start);
  const dropped: number[] = [];
  const loads: boolean[] = [];
  let ended = 0;
  let stuck = false;
  let wait: Promise<void> = Promise.resolve();
  const store: DeviceStore = {
    get: async () => null,
    put: async () => true,
    drop: async () => {},
    holds: async (urls) => urls.every((url) => kept.has(url)),
    holdsAny: async () => kept.size > 0,
    async keepOnly(urls) {
      dropped.push(urls.length);
      await wait;
      if (!stuck) for (const url of kept) if (!urls.includes(url)) kept.delete(url);
    },
  };
  let next = answer;
  const onLoad = (onlyKept: boolean) => {
    loads.push(onlyKept);
    if (!closed) for (const url of all) kept.add(url);
  };
  const spawn = () =>
    workerOf(
      next,
      () => {
        ended += 1;
      },
      onLoad,
    );
  const model = createBrowserModel({ model: ownModel, store, spawn, clock, readLexical: () => flat });
  return {
    model,
    kept,
    dropped,
    loads,
    ended: () => ended,
    turn: (to: Kind) => {
      next = to;
    },
    /** From now on nothing can be deleted. */
    stick: () => {
      stuck = true;
    },
    /** From now on deleting takes until what is returned is called. */
    hold() {
      let go = (): void => {};
      wait = new Promise((resolve) => {
        go = resolve;
      });
      return () => go();
    },
  };
}

const all = [...ownModel.files, runtimeFile].map(({ url }) => url);
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

const ask = (model: ReturnType<typeof setUp>["model"], text: string) =>
  model.tier.engines[0]?.read({
    texts: [text],
    category: "crypto",
    explain: false,
    useCache: false,
    signal: new AbortController().signal,
  });

test("it is looked for without fetching, loaded when asked to, and reads", async () => {
  const { model } = setUp("memory", [], true);
  expect([model.look().kind, (await model.check()).kind]).toEqual(["unknown", "absent"]);
  expect(model.tier.refusal()).toMatchObject({ detail: "it is not on this device" });
  const seen: string[] = [];
  model.subscribe(() => seen.push(model.look().kind));
  expect(await model.load()).toEqual({ kind: "ready", kept: false });
  expect([seen[0], seen.at(-1), model.tier.refusal()]).toEqual(["loading", "ready", null]);
  const read = await ask(model, "up we go");
  expect(read?.ok && read.value[0]?.scores.bullish).toBeGreaterThan(0.9);
});

test("what was refused is said, and may be tried again at once", async () => {
  const { model, turn } = setUp("swapped");
  expect(await model.load()).toMatchObject({ kind: "failed", because: { code: "bad_files" } });
  expect(model.tier.refusal()).toMatchObject({ code: "bad_files" });
  turn("wrong");
  expect(await model.load()).toMatchObject({ kind: "failed", because: { code: "golden_failed" } });
  turn("good");
  expect((await model.load()).kind).toBe("ready");
});

test("a cancelled load leaves nothing and a later one is not disturbed by it", async () => {
  const { model, kept, turn } = setUp("silent");
  const first = model.load();
  await settled();
  kept.add(all[0] ?? "");
  const cancelled = model.cancel();
  expect(model.look().kind).toBe("absent");
  await cancelled;
  expect(kept.size).toBe(0);
  turn("good");
  expect((await model.load()).kind).toBe("ready");
  await first;
  expect(model.look().kind).toBe("ready");
  await model.remove();
  expect([model.look().kind, kept.size]).toEqual(["absent", 0]);
});

test("files of an older build are dropped where those of this one are not here", async () => {
  const { model, kept } = setUp("good", ["/models/own/model.onnx?h=old", all[0] ?? ""]);
  expect((await model.check()).kind).toBe("absent");
  expect([...kept]).toEqual([all[0]]);
});

test("a text never fetches: what is gone from the device is said, and the model is offered again", async () => {
  const { model, loads, turn } = setUp("good", all);
  await model.check();
  expect((await ask(model, "up"))?.ok).toBe(true);
  expect(loads).toEqual([true]);
  model.rest();
  turn("gone");
  expect(await ask(model, "up")).toMatchObject({ ok: false, error: { detail: "it is not on this device" } });
  expect(model.look()).toEqual({ kind: "absent" });
  turn("good");
  await model.load();
  expect([loads, model.look()]).toEqual([[true, false], { kind: "ready", kept: true }]);
});

test("nor does its daily proof fetch", async () => {
  const { model, loads } = setUp("good");
  await model.load();
  model.rest();
  later += 25 * 3_600_000;
  expect((await ask(model, "up"))?.ok).toBe(true);
  expect(loads).toEqual([false, true]);
});

test("another model's start does not end what would have to be fetched again", async () => {
  const loading = setUp("silent");
  void loading.model.load();
  await settled();
  loading.model.rest();
  const memory = setUp("memory", [], true);
  await memory.model.load();
  memory.model.rest();
  expect([loading.ended(), memory.ended(), loading.model.look().kind]).toEqual([0, 0, "loading"]);
  const kept = setUp("good");
  await kept.model.load();
  kept.model.rest();
  expect([kept.ended(), (await ask(kept.model, "up"))?.ok]).toEqual([1, true]);
});

test("what was refused does not stay on the device; what could not be read stays and may be removed", async () => {
  const { model, kept, stick, turn } = setUp("wrong");
  expect(await model.load()).toMatchObject({ kind: "failed", kept: false, because: { code: "golden_failed" } });
  expect(kept.size).toBe(0);
  turn("good");
  await model.load();
  stick();
  turn("swapped");
  expect(await model.load()).toMatchObject({ kind: "failed", kept: true });
});

test("cancelling what is loaded from the device leaves it there", async () => {
  const { model, kept, turn } = setUp("silent", all);
  const first = model.load();
  await settled();
  await model.cancel();
  expect([model.look(), kept.size]).toEqual([{ kind: "ready", kept: true }, all.length]);
  await first;
  turn("good");
  expect((await ask(model, "up"))?.ok).toBe(true);
});

test("a load waits for what is still being deleted, and a removal that was overtaken says nothing", async () => {
  const { model, kept, loads, hold, stick } = setUp("good", all);
  await model.check();
  const go = hold();
  const removed = model.remove();
  const loaded = model.load();
  await settled();
  expect([loads, model.look().kind]).toEqual([[], "loading"]);
  go();
  await removed;
  expect((await loaded).kind).toBe("ready");
  expect([loads, kept.size]).toEqual([[false], all.length]);
  stick();
  await model.remove();
  // It is still here, and that is what is shown.
  expect(model.look()).toEqual({ kind: "ready", kept: true });
});
