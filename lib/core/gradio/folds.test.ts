import { expect, test } from "vitest";
import { functions } from "../../contracts/functions";
import type { CallEvent } from "../ports";
import { folds } from "./folds";
import { readProgress } from "./read-progress";

test("each function that streams has its own, and no other", () => {
  const streaming = functions.flatMap(({ name, streams }): string[] => (streams === "never" ? [] : [name]));
  expect(Object.keys(folds).toSorted()).toEqual(streaming.toSorted());
});

test("results grow, are shown as often as progress is told, and stay as they were shown", () => {
  const fold = folds.sentiment_bulk();
  const item = (index: number): CallEvent => ({
    event: "item",
    data: { index, result: { error: { code: "validation_failed", detail: "blank" } } },
  });
  const progress: CallEvent = { event: "progress", data: { done: 1, total: 3 } };
  expect(fold(item(0))).toBeUndefined();
  const first = fold(progress);
  fold(item(1));
  fold(item(2));
  const second = fold(progress);
  expect([first?.results?.length, second?.results?.length]).toEqual([1, 3]);
  expect([first?.summary?.failed, second?.summary?.failed]).toEqual([1, 3]);
  expect(second?.results?.[0]).toBe(first?.results?.[0]);
});

test("what is not of the contract is not shown", () => {
  expect(folds.sentiment()({ event: "first", data: { label: "bullish" } })).toBeUndefined();
  expect(folds.job_events()({ event: "progress", data: {} })).toBeUndefined();
  expect(folds.overview()({ event: "frame", data: { at: "2026-01-01T00:00:00.000Z" } })).toBeUndefined();
});

test.each([
  [
    { event: "progress", data: { done: 1, total: 2 } },
    { index: 1, length: 2, unit: "texts", progress: null, desc: null },
  ],
  [{ event: "progress", data: { done: "1", total: 2 } }, null],
  [{ event: "progress", data: null }, null],
  [{ event: "item", data: { done: 1, total: 2 } }, null],
] as const)("progress of %j", (event, expected) => {
  expect(readProgress(event, "texts")).toEqual(expected);
});
