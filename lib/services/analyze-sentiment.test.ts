import { describe, expect, it } from "vitest";
import { fakeEngine, fakeTier } from "../../tests/fakes/fake-engine";
import { sentiment } from "../contracts/functions/sentiment";
import type { Scores } from "../contracts/verdict";
import { failed } from "../core/failure";
import type { CallEvent } from "../core/ports";
import { analyzeSentiment } from "./analyze-sentiment";

const clock = { now: () => performance.now(), wall: () => Date.now(), pause: async () => undefined };
const bullish: Scores = { bullish: 0.7, neutral: 0.2, bearish: 0.1 };
const bearish: Scores = { bullish: 0.1, neutral: 0.2, bearish: 0.7 };

/** The events of a text whose last tier says bullish, and whose best one says something of its own. */
async function listen(best: Parameters<typeof fakeEngine>[1]): Promise<CallEvent[]> {
  const lexical = fakeEngine("lexical", { engine: "lexical", scores: bullish });
  const events: CallEvent[] = [];
  const counted: string[] = [];
  const verdict = await analyzeSentiment({
    deps: {
      tiers: [fakeTier([fakeEngine("best", best)]), fakeTier([lexical], { engine: "lexical" })],
      silent: [],
      explainer: lexical,
      clock,
      report: () => undefined,
      asked: ({ engine }) => counted.push(engine.key),
    },
    input: sentiment.input.parse({ text: "up", explain: false }),
    call: { requestId: "1", signal: new AbortController().signal, emit: (event) => events.push(event) },
  });
  expect(verdict.ok).toBe(true);
  // A glance is no verdict: it is not counted.
  expect(counted.filter((key) => key === "best")).toHaveLength(1);
  return events;
}

describe("analyzeSentiment, listened to", () => {
  it("announces another label once the better engine has spoken", async () => {
    const [first, change, ...more] = await listen({ scores: bearish });
    expect(first).toMatchObject({ event: "first", data: { engine: "lexical", label: "bullish" } });
    expect(change).toEqual({ event: "change", data: { from: "bullish", to: "bearish" } });
    expect(more).toEqual([]);
  });

  it("says nothing more where the label stays, or nobody better answers", async () => {
    expect((await listen({ scores: bullish })).map(({ event }) => event)).toEqual(["first"]);
    expect((await listen({ read: async () => failed("timed_out") })).map(({ event }) => event)).toEqual(["first"]);
  });
});
