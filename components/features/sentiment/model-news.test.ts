import { expect, test } from "vitest";
import { modelNews } from "./model-news";

type Kind = Parameters<typeof modelNews>[0]["kind"];

const news = (before: Kind, now: Kind, engine = "finbert") =>
  modelNews({ engine: "finbert", kind: before }, { engine, kind: now }, "FinBERT");

test("start, end, cancel and removal are announced; what was found at the start is not", () => {
  expect(news("absent", "loading")).toBe("Loading FinBERT.");
  expect(news("loading", "loading")).toBeNull();
  expect(news("loading", "ready")).toBe("FinBERT is loaded and reads in your browser.");
  expect(news("loading", "absent")).toBe("Loading was cancelled.");
  expect(news("ready", "absent")).toBe("FinBERT is no longer on this device.");
  expect([news("unknown", "ready"), news("unknown", "absent"), news("loading", "failed")]).toEqual(["", "", ""]);
});

test("of a model that was shown in the place of another only the end is told", () => {
  expect(news("loading", "ready", "best")).toBe("Loading has ended.");
  expect([news("ready", "absent", "best"), news("absent", "loading", "best")]).toEqual(["", "Loading FinBERT."]);
});
