import { expect, test } from "vitest";
import { changeOf } from "./use-state-of";

test("a change is of its own key alone", () => {
  const held = { key: "b", value: 5 };
  expect(changeOf(held, "b", 6)).toEqual({ key: "b", value: 6 });
  expect(changeOf(held, "b", (before) => before + 2)).toEqual({ key: "b", value: 7 });
  expect(changeOf(held, "a", 1)).toBe(held);
  expect(changeOf(held, "a", () => 1)).toBe(held);
});
