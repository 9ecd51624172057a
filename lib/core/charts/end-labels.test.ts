import { expect, test } from "vitest";
import { endLabels } from "./end-labels";

const axis = { low: 1, high: 100 };
const line = (key: string, ...values: (number | null)[]) => ({ key, label: key.toUpperCase(), values });
const labels = (...layers: ReturnType<typeof line>[]) => endLabels({ layers, scale: "log" }, axis, 100, 14);

test("each name stands beside where its line ended: after it where there is room", () => {
  expect(labels(line("a", 1, 10, null, null), line("b", null, null, 1, 1), line("c", null, null, null, null))).toEqual([
    { key: "a", label: "A", y: 42, at: 0.5, isBefore: false },
    { key: "b", label: "B", y: 92, at: 1, isBefore: true },
  ]);
});

test("a name that would cover a line is left out", () => {
  const twenty = (...last: number[]) => [...Array.from({ length: 20 - last.length }, () => 30), ...last];
  // It has just fallen: its own earlier values stand where the name would be.
  const found = labels(line("long name", ...twenty(20)), line("b", ...twenty(1, 1, 1, 1)));
  expect(found.map(({ key }) => key)).toEqual(["b"]);
});

test("one line alone has no name over it", () => {
  expect(labels(line("a", 1, 10))).toEqual([]);
});
