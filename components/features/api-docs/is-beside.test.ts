import { expect, test } from "vitest";
import { isBeside } from "./is-beside";

const sheet = { getBoundingClientRect: () => ({ left: 300, top: 0, right: 1_250, bottom: 800 }) };
const press = (clientX: number, clientY: number, target: unknown = sheet) =>
  isBeside({ target, currentTarget: sheet, clientX, clientY });

test("what lies around the sheet is beside it; its own empty parts are not", () => {
  expect([press(299, 10), press(1_250, 10), press(500, -1), press(500, 800)]).toEqual([true, true, true, true]);
  expect([press(300, 0), press(800, 799)]).toEqual([false, false]);
});

test("a button that is pressed by keyboard, at no place, is in it", () => {
  expect(press(0, 0, {})).toBe(false);
});
