import { expect, test } from "vitest";
import { findScript } from "./find-script";

test.each([
  ["Bitcoin is up", null, false],
  ["Société Générale émet", null, false],
  ["Δ Ξ μ", "el", false],
  ["ETH Ξ", null, false],
  ["ツ", null, false],
  ["ಠ ಠ", null, false],
  ["Россия reportedly plans to ban mining", null, false],
  ["Bitcoin вырос после одобрения фонда", "und-Cyrl", true],
  ["قیمت بیت کوین", "und-Arab", true],
  ["比特币上涨", "zh", false],
  ["Bitcoin 比特币 is up today in Asian trading", null, false],
  ["BTC 現物ETFが承認された", "ja", false],
  ["비트코인 상승", "ko", false],
  ["ביטקוין עולה", "he", false],
  ["", null, false],
])("%s", (words, tag, shared) => {
  expect(findScript(words)).toEqual({ tag, shared });
});
