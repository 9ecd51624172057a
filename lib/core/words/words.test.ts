import { expect, test } from "vitest";
import { partStates } from "../../contracts/parts";
import { answeringWords } from "./answering-words";
import { durationWords } from "./duration-words";
import { lastedWords } from "./lasted-words";
import { shareWords } from "./share-words";
import { spanWords } from "./span-words";
import { stateWord } from "./state-word";

test("a single failure is never rounded away, and a round share stays round", () => {
  expect([1, 999_999 / 1_000_000, 99_987 / 100_000, 0].map(shareWords)).toEqual(["100%", "99.99%", "99.98%", "0.00%"]);
  const all = Array.from({ length: 10_000 }, (_, hundredths) => hundredths);
  expect(all.filter((hundredths) => shareWords(hundredths / 10_000) !== `${(hundredths / 100).toFixed(2)}%`)).toEqual(
    [],
  );
});

test("durations: no number that rounding has taken out of its unit", () => {
  expect([0.04, 0.84, 9.96, 186, 996, 999.6, 1_240].map(durationWords)).toEqual([
    "under 0.1 ms",
    "0.8 ms",
    "10 ms",
    "186 ms",
    "996 ms",
    "1.0 s",
    "1.2 s",
  ]);
});

test("spans: hours until two days are full", () => {
  expect([59_000, 60_000, 47 * 3.6e6, 48 * 3.6e6].map(spanWords)).toEqual(["under a minute", "1 min", "47 h", "2 d"]);
  expect([0.31, 12.4, 89, 300].map(lastedWords)).toEqual(["0.3 s", "12 s", "89 s", "5 min"]);
});

test("it is answering only in part where much failed", () => {
  const say = (isUp: boolean, share: number | null): string => Object.values(answeringWords(isUp, share)).join(" ");
  expect([null, 1, 0.99, 0.9899, 0.5, 0.4999, 0].map((share) => say(true, share))).toEqual([
    "Yes good",
    "Yes good",
    "Yes good",
    "Partly warn",
    "Partly warn",
    "Partly bad",
    "Partly bad",
  ]);
  expect(say(false, 1)).toBe("No bad");
});

test("every state has one word, and none but the two kinds of failing share one", () => {
  const all = partStates.map((state) => stateWord(state));
  expect(new Set(all).size).toBe(partStates.length - 1);
  expect([stateWord("refused"), stateWord("failed", "timed_out")]).toEqual(["failed", "failed"]);
  expect([stateWord("refused", "not_served"), stateWord("off", "no_key"), stateWord("resting", "bad_key")]).toEqual([
    "not served",
    "no key",
    "left alone",
  ]);
});
