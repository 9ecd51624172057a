import { expect, test } from "vitest";
import { formatVolume } from "./number-words";

test("a volume keeps three digits that mean something, however small it is", () => {
  expect([0, 1e-8, 0.01316, 0.5, 1.316, 12.34, 412.84, 1_250, 412_849, 3.2e9].map(formatVolume)).toEqual([
    "0",
    "0.00000001",
    "0.0132",
    "0.5",
    "1.32",
    "12.3",
    "412.8",
    "1.3K",
    "412.8K",
    "3.2B",
  ]);
});
