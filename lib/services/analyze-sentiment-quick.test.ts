import { describe, expect, it } from "vitest";
import { fakeEngine, fakeTier } from "../../tests/fakes/fake-engine";
import { analyzeSentimentQuick } from "./analyze-sentiment-quick";

const clock = { now: () => 0, wall: () => 0, pause: async () => undefined };
const lexical = fakeEngine("lexical", { engine: "lexical" });
const last = fakeTier([lexical], { engine: "lexical" });

async function whoReads(
  paces: Readonly<Record<string, number | null>>,
  ready: Readonly<Record<string, boolean>>,
): Promise<{ model: string | undefined; woken: string[] }> {
  const woken: string[] = [];
  const tier = (key: string) =>
    fakeTier([fakeEngine(key)], { isReady: () => ready[key] ?? true, wake: () => woken.push(key) });
  const verdict = await analyzeSentimentQuick({
    deps: {
      tiers: [tier("embedded"), tier("local"), last],
      silent: [],
      explainer: lexical,
      clock,
      report: () => undefined,
      paceOf: (key) => paces[key] ?? null,
    },
    input: { text: "up", category: "crypto", explain: false },
    call: { requestId: "1", signal: new AbortController().signal },
  });
  return { model: verdict.ok ? verdict.value.model : undefined, woken };
}

describe("analyzeSentimentQuick", () => {
  it.for([
    ["the first of those that nobody has asked yet", {}, {}, "embedded", []],
    ["the one that was faster", { embedded: 3, local: 2 }, {}, "local", []],
    ["one that was not asked yet before one that was, so that it is known", { local: 1 }, {}, "embedded", []],
    ["one that is loaded", { embedded: 1, local: 90 }, { embedded: false }, "local", ["embedded"]],
    ["the last tier where none is", {}, { embedded: false, local: false }, "lexical", ["embedded", "local"]],
  ] as const)("asks %s", async ([, paces, ready, model, woken]) => {
    expect(await whoReads(paces, ready)).toEqual({ model, woken });
  });
});
