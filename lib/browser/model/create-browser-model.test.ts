import { expect, test } from "vitest";
import type { Clock, Reading } from "../../core/ports";
import { createBrowserModel } from "./create-browser-model";
import type { WorkerPort } from "./create-worker-link";
import type { DeviceStore } from "./device-store";
import { ownModel } from "./model-files";

const clock: Clock = { now: () => performance.now(), wall: () => Date.now(), pause: async () => {} };
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
const me = null as never;

/** A worker that reads by the first letter, or refuses to load. */
function workerOf(answer: "good" | "swapped" | "wrong" | "silent"): WorkerPort {
  const port: WorkerPort = {
    onmessage: null,
    onerror: null,
    onmessageerror: null,
    terminate: () => {},
    postMessage({ id, ask, texts = [] }: { id: number; ask: string; texts?: string[] }) {
      const say = (data: object) =>
        queueMicrotask(() => port.onmessage?.call(me, new MessageEvent("message", { data: { id, ...data } })));
      if (answer === "silent") return;
      if (ask === "load" && answer === "swapped")
        say({ say: "failed", code: "bad_files", detail: "x is not the file that was published" });
      else if (ask === "load") say({ say: "loaded", value: { config: "{}", golden, kept: true, scripts: [] } });
      else {
        const logits = texts.map((text) => (text[0] === "u" ? [0, 0, 5] : text[0] === "d" ? [5, 0, 0] : [0, 5, 0]));
        const labels = answer === "wrong" ? ["bullish", "neutral", "bearish"] : ["bearish", "neutral", "bullish"];
        say({ say: "classified", value: { labels, logits } });
      }
    },
  };
  return port;
}

function setUp(answer: Parameters<typeof workerOf>[0], held = true) {
  const dropped: number[] = [];
  const store: DeviceStore = {
    get: async () => null,
    put: async () => true,
    drop: async () => {},
    holds: async () => held,
    keepOnly: async (urls) => void dropped.push(urls.length),
  };
  let next = answer;
  const spawn = () => workerOf(next);
  const model = createBrowserModel({ model: ownModel, store, spawn, clock, readLexical: () => flat });
  return {
    model,
    dropped,
    turn: (to: typeof next) => {
      next = to;
    },
  };
}

const ask = (model: ReturnType<typeof setUp>["model"], text: string) =>
  model.tier.engines[0]?.read({
    texts: [text],
    category: "crypto",
    explain: false,
    useCache: false,
    signal: new AbortController().signal,
  });

test("it is looked for without fetching, loaded when asked to, and reads", async () => {
  const { model } = setUp("good", false);
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
  const { model, dropped, turn } = setUp("silent");
  const first = model.load();
  model.cancel();
  expect([model.look().kind, dropped]).toEqual(["absent", [0]]);
  turn("good");
  expect((await model.load()).kind).toBe("ready");
  await first;
  expect(model.look().kind).toBe("ready");
  await model.remove();
  expect([model.look().kind, dropped.at(-1)]).toEqual(["absent", 0]);
});
