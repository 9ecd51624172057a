import { expect, it } from "vitest";
import { createCoinKnowledge } from "./create-coin-knowledge";

const never = new AbortController().signal;
const HOUR = 3_600_000;

function open() {
  let now = 0;
  let asked = 0;
  const known = ["BTC"];
  const coins = createCoinKnowledge({
    symbols: () => known,
    async ask() {
      asked += 1;
      // What a catalogue brings.
      if (!known.includes("QUAYCOIN")) known.push("QUAYCOIN");
    },
    clock: { now: () => now },
  });
  const tagged = (text: string): readonly string[] => coins.tag(text).map(({ symbol }) => symbol);
  const later = (ms: number): void => {
    now += ms;
  };
  return { coins, tagged, known, asked: () => asked, later };
}

it("learns from the sources of prices before it tags, once for all who wait, and again after an hour", async () => {
  const { coins, tagged, asked, later } = open();
  expect(tagged("$QUAYCOIN rises beside Bitcoin")).toEqual(["BTC"]);
  await Promise.all([coins.learn(never), coins.learn(never)]);
  expect(tagged("$QUAYCOIN rises beside Bitcoin")).toEqual(["QUAYCOIN", "BTC"]);
  expect(coins.symbols()).toContain("QUAYCOIN");
  await coins.learn(never);
  expect(asked()).toBe(1);
  later(HOUR);
  await coins.learn(never);
  expect(asked()).toBe(2);
});

it("forgets no coin while its source is away", async () => {
  const { coins, tagged, known, later } = open();
  await coins.learn(never);
  known.length = 0;
  later(HOUR);
  expect(tagged("$QUAYCOIN falls")).toEqual(["QUAYCOIN"]);
});
