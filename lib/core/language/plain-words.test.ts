import { describe, expect, test } from "vitest";
import { plainWords } from "./plain-words";

describe("plainWords", () => {
  test.each([
    ["$SOL pumping hard ser 🚀🚀", "pumping hard ser"],
    ["see https://example.com/uno/dos?tres=4 and www.uno.es now", "see and now"],
    ["@elonmusk says #DOGE to $1", "says to"],
    ["mail me@example.com 0xdeadbeef 12k up +4%", "mail me up"],
    ["don’t panic, ser: l'ether", "don’t panic ser l'ether"],
    ["𝗕𝗜𝗧𝗖𝗢𝗜𝗡 is up", "BITCOIN is up"],
    ["قیمت بیت‌کوین ۱۲٪", "قیمت بیت کوین"],
    ["🚀 100% $BTC", ""],
  ])("%s", (text, words) => {
    expect(plainWords(text)).toBe(words);
  });
});
