import { describe, expect, it } from "vitest";
import { ok } from "../errors";
import { failed } from "../failure";
import { createBatcher } from "./create-batcher";
import type { NeuralModel } from "./neural-model";

const signal = new AbortController().signal;

/** Answers with the length of each text, when it is let go. */
function slowModel() {
  const calls: string[][] = [];
  const gates: (() => void)[] = [];
  const model: NeuralModel = {
    async classify(texts) {
      calls.push([...texts]);
      await new Promise<void>((open) => gates.push(open));
      return texts.includes("poison")
        ? failed("internal")
        : ok({ labels: ["length"], logits: texts.map((text) => [text.length]) });
    },
  };
  const letGo = async (): Promise<void> => {
    for (const open of gates.splice(0)) open();
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { model, calls, letGo };
}

describe("a batcher", () => {
  it("puts together what comes while the network is at work", async () => {
    const { model, calls, letGo } = slowModel();
    const batcher = createBatcher(model, 1);
    const answers = [["aaa"], ["b", "cc"], ["dddd"]].map((texts) => batcher.classify(texts, signal));
    await letGo();
    await letGo();
    expect(calls).toEqual([["aaa"], ["b", "cc", "dddd"]]);
    expect(await Promise.all(answers)).toEqual([
      ok({ labels: ["length"], logits: [[3]] }),
      ok({ labels: ["length"], logits: [[1], [2]] }),
      ok({ labels: ["length"], logits: [[4]] }),
    ]);
  });

  it("sends at most 32 texts a call, of like length, and gives answers in the caller's order", async () => {
    const { model, calls, letGo } = slowModel();
    const texts = Array.from({ length: 80 }, (_, index) => "x".repeat((index * 37) % 80));
    const answer = createBatcher(model, 1).classify(texts, signal);
    for (let turn = 0; turn < 3; turn += 1) await letGo();
    expect(calls.map((call) => call.length)).toEqual([32, 32, 16]);
    expect(calls.flat().map((text) => text.length)).toEqual(Array.from({ length: 80 }, (_, index) => index));
    expect(await answer).toMatchObject({ value: { logits: texts.map((text) => [text.length]) } });
  });

  it("works on as many calls at once as there are lanes", async () => {
    const { model, calls } = slowModel();
    const batcher = createBatcher(model, 2);
    for (const text of ["a", "b", "c"]) void batcher.classify([text], signal);
    expect(calls).toEqual([["a"], ["b"]]);
  });

  it("forgets the texts of those who have left", async () => {
    const { model, calls, letGo } = slowModel();
    const batcher = createBatcher(model, 1);
    const left = new AbortController();
    const first = batcher.classify(["a"], signal);
    const gone = batcher.classify(["b"], left.signal);
    const last = batcher.classify(["c"], signal);
    left.abort();
    await letGo();
    await letGo();
    expect(calls).toEqual([["a"], ["c"]]);
    expect(await gone).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect((await first).ok && (await last).ok).toBe(true);
  });

  it("tells a failure to all who were in the call, and goes on", async () => {
    const { model, letGo } = slowModel();
    const batcher = createBatcher(model, 1);
    const answers = [["a"], ["poison"], ["b"]].map((texts) => batcher.classify(texts, signal));
    await letGo();
    await letGo();
    const next = batcher.classify(["c"], signal);
    await letGo();
    expect((await Promise.all(answers)).map(({ ok }) => ok)).toEqual([true, false, false]);
    expect((await next).ok).toBe(true);
  });

  it("is busy when more waits than it can serve", async () => {
    const { model } = slowModel();
    const batcher = createBatcher(model, 1);
    void batcher.classify(Array(4_000).fill("a"), signal);
    expect(await batcher.classify(Array(33).fill("b"), signal)).toMatchObject({ error: { code: "busy" } });
  });
});
