import { describe, expect, it, vi } from "vitest";
import {
  createLanguageLink,
  type LanguageAnswer,
  type LanguagePort,
  type LanguageQuestion,
} from "./create-language-link";

const spanish = { language: "es", reliable: true, lead: 2 };

/** A worker that answers as told, or not at all. */
function setUp(
  answer: (question: LanguageQuestion) => LanguageAnswer | "silence" | "crash" = ({ id }) => ({ id, guess: spanish }),
) {
  const spawned: LanguagePort[] = [];
  const onScripts = vi.fn();
  let now = 0;
  const spawn = (): LanguagePort => {
    const port: LanguagePort = {
      postMessage(question: LanguageQuestion) {
        const given = answer(question);
        if (given === "silence") return;
        queueMicrotask(() => {
          // Node has no event of this kind; the link only stops it.
          if (given === "crash") port.onerror?.(new Event("error") as ErrorEvent);
          else port.onmessage?.(new MessageEvent("message", { data: given }));
        });
      },
      terminate: vi.fn(),
      onmessage: null,
      onerror: null,
    };
    spawned.push(port);
    return port;
  };
  const guess = createLanguageLink({ spawn, now: () => now, onScripts });
  return { guess, spawned, onScripts, pass: (ms: number) => (now += ms) };
}

describe("createLanguageLink", () => {
  it("starts one worker with the first question, and keeps what it runs on", async () => {
    const { guess, spawned, onScripts } = setUp(({ id }) => ({ id, guess: spanish, scripts: ["/a.js"] }));
    expect(spawned).toHaveLength(0);
    expect(await Promise.all([guess("a"), guess("b")])).toEqual([spanish, spanish]);
    expect(spawned).toHaveLength(1);
    expect(onScripts).toHaveBeenCalledWith(["/a.js"]);
  });

  it("gives up on a worker that cannot come, and leaves it alone for a while", async () => {
    let broken = true;
    const { guess, spawned, pass } = setUp(({ id }) => (broken ? "crash" : { id, guess: spanish }));
    expect(await Promise.all([guess("a"), guess("b")])).toEqual([null, null]);
    expect(spawned[0]?.terminate).toHaveBeenCalled();
    expect(await guess("c")).toBeNull();
    expect(spawned).toHaveLength(1);
    pass(10_001);
    broken = false;
    expect(await guess("d")).toEqual(spanish);
    expect(spawned).toHaveLength(2);
  });

  it("waits three seconds once, not with each text", async () => {
    vi.useFakeTimers();
    const { guess, pass } = setUp(() => "silence");
    const first = guess("a");
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await first).toBeNull();
    pass(3_000);
    const next = guess("b");
    await vi.advanceTimersByTimeAsync(0);
    expect(await next).toBeNull();
    vi.useRealTimers();
  });

  it("holds at most a hundred questions", async () => {
    const { guess } = setUp(() => "silence");
    for (let index = 0; index < 100; index++) void guess("a");
    expect(await guess("b")).toBeNull();
  });

  it("does without where no worker may be started", async () => {
    const spawn = (): never => {
      throw new Error("no workers here");
    };
    const guess = createLanguageLink({ spawn, now: () => 0, onScripts: () => {} });
    expect(await guess("a")).toBeNull();
  });
});
