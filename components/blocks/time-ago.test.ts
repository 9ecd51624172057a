import { expect, test } from "vitest";
import { agoWords } from "./time-ago";

test("an age in words, and none below zero when a clock steps back", () => {
  const now = Date.UTC(2026, 0, 4, 12);
  expect([30, 60, 3_599, 3_600, 47 * 3_600, 48 * 3_600].map((s) => agoWords(now - s * 1_000, now))).toEqual([
    "just now",
    "1 min ago",
    "59 min ago",
    "1 h ago",
    "47 h ago",
    "2 d ago",
  ]);
  expect(agoWords(now + 86_400_000, now)).toBe("just now");
});
