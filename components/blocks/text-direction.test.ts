import { expect, test } from "vitest";
import { textDirection } from "./text-direction";

test.each([
  ["", "ltr"],
  ["$5 Bitcoin بيتكوين", "ltr"],
  ["12% بيتكوين up", "rtl"],
  ["ביטקוין", "rtl"],
  ["₿ 🚀", "ltr"],
])("%j runs %s", (text, direction) => {
  expect(textDirection(text)).toBe(direction);
});
