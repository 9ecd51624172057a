import { expect, test } from "vitest";
import { placeWords } from "./place-words";
import { noRun, type Run } from "./run-store";
import { statusWords } from "./status-words";

test.each([
  [{ by: null }, ""],
  [{ by: "server" }, "read on the server"],
  [{ by: "browser" }, "read in this browser"],
  [{ by: "browser", fallback: "No answer." }, "No answer. Read in this browser instead."],
  [{ by: "server", fallback: "No answer." }, "read on the server"],
  [{ by: "both", fallback: "No answer." }, "read on the server and, where it failed, in this browser"],
  [{ by: null, fallback: "No answer.", failure: "Nobody could be reached." }, "Nobody could be reached."],
] satisfies [Partial<Run>, string][])("who read %j", (run, words) => {
  expect(placeWords({ ...noRun, ...run })).toBe(words);
});

test.each([
  [{ phase: "running" }, ""],
  [{ phase: "running", waitUntil: 1 }, "The server is busy. The run goes on by itself."],
  [{ phase: "running", fallback: "No answer." }, "No answer. Read in this browser instead."],
  [{ phase: "failed", failure: "Nobody could be reached." }, "Ended early. Nobody could be reached."],
  [{ phase: "cancelled" }, "Cancelled."],
  [{ phase: "done", done: 3, counts: { ...noRun.counts, failed: 1 } }, "Done: 2 of 3 texts read."],
] satisfies [Partial<Run>, string][])("a screen reader is told of %j", (run, words) => {
  expect(statusWords({ ...noRun, ...run })).toBe(words);
});
