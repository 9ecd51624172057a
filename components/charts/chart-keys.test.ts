import { expect, test } from "vitest";
import { readKey } from "./chart-keys";

const press = (key: string, more: Partial<Parameters<typeof readKey>[0]> = {}) =>
  readKey({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

test("arrows step, with Shift they pan; what belongs to the browser stays with it", () => {
  expect(press("ArrowLeft")).toEqual({ kind: "step", by: -1 });
  expect(press("ArrowLeft", { shiftKey: true })).toEqual({ kind: "pan", share: -0.1 });
  expect(press("+", { shiftKey: true })).toEqual({ kind: "zoom", factor: 0.8 });
  expect(press("+", { ctrlKey: true })).toBeNull();
  expect(press("Tab")).toBeNull();
});
