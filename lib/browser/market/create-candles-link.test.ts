import { describe, expect, it, vi } from "vitest";
import { newCandles } from "../../core/market/candles";
import { type CandlesAnswer, type CandlesPort, type CandlesQuestion, createCandlesLink } from "./create-candles-link";
import type { HubPart, HubRead } from "./hub-read";

const request: HubRead = { url: "x", layout: "csv", size: 1, timeframe: "1d", from: null, fetchedAt: 0 };
const removed = { duplicates: 0, impossible: 0, unreadable: 0, unclosed: 0 };
const part: HubPart = {
  candles: newCandles(0),
  report: { rows: 0, candles: 0, removed, examples: [], partialFrom: null, timeframe: "1d", first: 0, last: 0 },
  bytes: 1,
};
const { signal } = new AbortController();

/** A worker that answers as told, or not at all. */
function setUp(answer: (question: CandlesQuestion) => CandlesAnswer | "silence" | "crash") {
  const spawned: (CandlesPort & { readonly heard: CandlesQuestion[] })[] = [];
  const onScripts = vi.fn();
  let now = 0;
  const spawn = (): CandlesPort => {
    const port = {
      heard: [] as CandlesQuestion[],
      postMessage(question: CandlesQuestion) {
        port.heard.push(question);
        const given = answer(question);
        if (given === "silence") return;
        queueMicrotask(() => {
          // Node has no event of this kind; the link only stops it.
          if (given === "crash") port.onerror?.(new Event("error") as ErrorEvent);
          else port.onmessage?.(new MessageEvent("message", { data: given }));
        });
      },
      terminate: vi.fn(),
      onmessage: null as CandlesPort["onmessage"],
      onerror: null as CandlesPort["onerror"],
    };
    spawned.push(port);
    return port;
  };
  const link = createCandlesLink({ spawn, now: () => now, onScripts });
  return { link, spawned, onScripts, pass: (ms: number) => (now += ms) };
}

const answered = ({ id }: CandlesQuestion): CandlesAnswer => ({ id, outcome: { ok: true, value: part } });

describe("createCandlesLink", () => {
  it("starts one worker with the first reading, or when it is warmed, and keeps what it runs on", async () => {
    const { link, spawned, onScripts } = setUp(answered);
    expect(spawned).toHaveLength(0);
    link.warm();
    spawned[0]?.onmessage?.(new MessageEvent("message", { data: { scripts: ["/a.js"] } }));
    expect(await Promise.all([link.read(request, signal), link.read(request, signal)])).toEqual([
      { ok: true, value: part },
      { ok: true, value: part },
    ]);
    expect(spawned).toHaveLength(1);
    expect(onScripts).toHaveBeenCalledWith(["/a.js"]);
  });

  it("gives up on a worker that cannot come, and leaves it alone for a while", async () => {
    let broken = true;
    const { link, spawned, pass } = setUp((question) => (broken ? "crash" : answered(question)));
    const both = await Promise.all([link.read(request, signal), link.read(request, signal)]);
    expect(both.map((outcome) => !outcome.ok && outcome.error.code)).toEqual(["crashed", "crashed"]);
    expect(spawned[0]?.terminate).toHaveBeenCalled();
    expect((await link.read(request, signal)).ok).toBe(false);
    expect(spawned).toHaveLength(1);
    pass(10_001);
    broken = false;
    expect((await link.read(request, signal)).ok).toBe(true);
    expect(spawned).toHaveLength(2);
  });

  it("tells the worker who left, and ends one that pays no heed", async () => {
    vi.useFakeTimers();
    const { link, spawned } = setUp((question) => (question.id === 1 ? "silence" : answered(question)));
    const leaver = new AbortController();
    const left = link.read(request, leaver.signal);
    leaver.abort();
    expect(await left).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(spawned[0]?.heard.at(-1)).toEqual({ id: 1, ask: "leave" });
    expect(spawned[0]?.terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(spawned[0]?.terminate).toHaveBeenCalled();
    vi.useRealTimers();
  });

  it("holds at most sixteen readings, and does without where no worker may be started", async () => {
    const { link } = setUp(() => "silence");
    for (let at = 0; at < 16; at += 1) void link.read(request, new AbortController().signal);
    expect(await link.read(request, signal)).toMatchObject({ error: { code: "busy" } });
    const none = createCandlesLink({
      spawn: () => {
        throw new Error("no workers here");
      },
      now: () => 0,
      onScripts: () => {},
    });
    expect(await none.read(request, signal)).toMatchObject({ error: { code: "crashed" } });
  });
});
