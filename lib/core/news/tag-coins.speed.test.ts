import { describe, expect, it } from "vitest";
import { bestTimeOf } from "../../../scripts/lib/best-time-of";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { everyCoin } from "../../../tests/news/every-coin";
import { createCoinTagger } from "./tag-coins";

const tag = createCoinTagger(everyCoin);

describe("hostile texts", () => {
  const LENGTH = 100_000;
  const fill = (part: string): string => part.repeat(Math.ceil(LENGTH / part.length)).slice(0, LENGTH);
  const texts: readonly (readonly [name: string, text: string])[] = [
    ["one word", fill("a")],
    ["coins", fill("Bitcoin, ETH/USD and $SOL near ONE (NEAR) ")],
    ["halves of names", fill("Bitcoin Satoshi ")],
    ["brackets", fill("(((")],
    ["signs", fill("@#$@#$")],
    ["accounts", fill("@a_")],
    ["addresses", fill("a://b ")],
    ["one address", `http://${fill("a.b-")}`],
    ["lists", fill("NEAR, ")],
    ["marks", fill("e\u0301\u0301\u0301")],
    ["half pairs", fill("\ud835")],
    ["Han", fill("比特币现")],
    ["spaces", fill(" ")],
    ["escapes", fill("\\x")],
  ];
  it.each(texts)("of %s take time in proportion", async (name, text) => {
    const took = await bestTimeOf(() => tag(text), 50, cpuMs);
    console.log(`${LENGTH} characters of ${name}: ${took.toFixed(1)} ms`);
    expect(took).toBeLessThan(50);
  });
});
