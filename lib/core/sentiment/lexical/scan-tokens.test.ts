import { describe, expect, it } from "vitest";
import { scanTokens } from "./scan-tokens";
import { createTokenBuffer, kinds, marks } from "./tokens";

const names = Object.keys(kinds);
const scan = (text: string): string[] => {
  const tokens = scanTokens(text, () => 0);
  return Array.from(
    { length: tokens.size },
    (_, at) => `${names[tokens.kind[at] ?? 0]}:${text.slice(tokens.from[at], tokens.to[at])}`,
  );
};

describe("scanTokens", () => {
  it.each([
    ["+8% and -3.5%", ["percent:+8%", "word:and", "percent:-3.5%"]],
    ["5-10% range", ["number:5", "percent:10%", "word:range"]],
    ["$62,000.50 or 500 usdt", ["money:$62,000.50", "word:or", "money:500 usdt"]],
    ["12 percent, 3 per cent", ["percent:12 percent", "pause:,", "percent:3 per cent"]],
    ["10x $pepe @someone", ["multiple:10x", "cashtag:$pepe", "mention:@someone"]],
    ["all-time high", ["word:all", "word:time", "word:high"]],
    ["don't :( :) <3", ["word:don't", "word::(", "word::)", "word:<3"]],
    ["see https://example.org/good/bad now", ["word:see", "word:now"]],
    [
      "crypto.com is up. really?!",
      ["word:crypto", "word:com", "word:is", "word:up", "stop:.", "word:really", "stop:?!"],
    ],
    ["🚀🚀", ["word:🚀", "word:🚀"]],
  ])("cuts %s", (text, expected) => {
    expect(scan(text)).toEqual(expected);
  });

  it("knows values, signs and marks", () => {
    const tokens = scanTokens("#bullish -12.5% /s", () => 0);
    expect(tokens.value[1]).toBeCloseTo(12.5, 9);
    expect(tokens.sign[1]).toBe(-1);
    expect([...tokens.mark.subarray(0, tokens.size)]).toEqual([marks.hashtag, marks.sarcasm]);
  });

  it.each([
    ["so good /s", true],
    ["so good /s https://example.org", true],
    ["so good /s.\nbought more", true],
    ["so good /s and more is said", false],
    ["65,000 transactions /s", false],
    ["sends 90 /s", false],
    ["/s", false],
  ])("%s is sarcasm: %s", (text, expected) => {
    const { mark, size } = scanTokens(text, () => 0);
    expect(mark.subarray(0, size).some((set) => (set & marks.sarcasm) !== 0)).toBe(expected);
  });

  it("keeps no mark of the text before in a buffer that is used again", () => {
    const buffer = createTokenBuffer();
    scanTokens("#a b /s", () => 0, buffer);
    expect([...scanTokens("a b c", () => 0, buffer).mark.subarray(0, 3)]).toEqual([0, 0, 0]);
  });

  it("cuts endless words", () => {
    expect(scan("a".repeat(100)).length).toBe(3);
  });
});
