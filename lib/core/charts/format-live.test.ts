import { expect, test } from "vitest";
import { formatLive, formatLiveCell, formatLiveTick } from "./format-live";

test.each([
  [0, "rate", "0"],
  [0.0131, "rate", "0.013"],
  [3.24, "rate", "3.2"],
  [412.4, "rate", "412"],
  [41_208, "count", "41.2K"],
  [2 ** 31, "count", "2.1B"],
  [0.38, "ms", "0.38 ms"],
  [612.3, "ms", "612 ms"],
  [1_240, "ms", "1.2 s"],
  [312.4, "mb", "312 MB"],
  [1_240, "mb", "1.2 GB"],
  [0, "share", "0%"],
  [0.004, "share", "<1%"],
  [0.996, "share", ">99%"],
  [1, "share", "100%"],
] as const)("%d as %s is %s", (value, form, words) => expect(formatLive(value, form)).toBe(words));

test.each([
  [0.1, "ms", "0.1"],
  [1_000, "ms", "1K"],
  [400, "mb", "400"],
  [0.5, "share", "50%"],
] as const)("a mark at %d of %s is %s", (value, form, words) => expect(formatLiveTick(value, form)).toBe(words));

test.each([
  [3.2, "rate", "3.20"],
  [41_208, "count", "41,208"],
  [10.234, "ms", "10.23"],
  [0.625, "share", "62.5%"],
  [312.4, "mb", "312"],
] as const)("in a table %d of %s is %s", (value, form, words) => expect(formatLiveCell(value, form)).toBe(words));
