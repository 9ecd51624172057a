import { expect, test } from "vitest";
import { searchWords } from "./search-words";

test.each([
  ["Exchanges HALTED the withdrawals", ["exchang", "halt", "withdraw"]],
  ["$BTC and $1,000", ["$btc", "btc", "1", "000"]],
  ["Miner's rig, miners’ rigs", ["miner", "rig", "miner", "rig"]],
  // A zero-width non-joiner holds a word together, and nobody types it in a search.
  ["می\u200cشود", ["میشود"]],
  ["\u0643\u064a", ["\u06a9\u06cc"]],
  ["ＢＴＣ ﬁnds Ⅷ", ["btc", "find", "viii"]],
  ["the of and", []],
  ["\u200c%_*?'\"\\; --", []],
  ["\ud800 \u0000 😀", []],
])("%j", (text, words) => {
  expect(searchWords(text)).toEqual(words);
});

test("long rubbish takes no long time", () => {
  const started = performance.now();
  for (const text of [
    "a".repeat(100_000),
    "$".repeat(100_000),
    "a\u200c".repeat(50_000),
    "'s".repeat(50_000),
    "ﷺ".repeat(20_000),
  ]) {
    searchWords(text);
  }
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(searchWords("a".repeat(100))).toEqual(["a".repeat(40)]);
});
