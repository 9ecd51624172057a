import { describe, expect, it } from "vitest";
import { bestTimeOf } from "../../../scripts/lib/best-time-of";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { cleanText } from "./clean-text";

describe("cleanText", () => {
  it.each([
    ["tags", "<b>"],
    ["open tags", "<a "],
    ["less-than signs", "<"],
    ["comments", "<!--"],
    ["CDATA", "<![CDATA["],
    ["closed in scripts", "<script></scrip"],
    ["svg", "<svg>"],
    ["forms", "<form><p>"],
    ["entities", "&"],
    ["long entities", "&CounterClockwiseContourIntegra"],
    ["wrapped ampersands", "&amp;amp;lt;"],
    ["ampersands in a row", "amp;"],
    ["brackets", "["],
    ["links", "[a](b"],
    ["stars", "**a "],
    ["ticks", "`a``b"],
    ["underscores", " __a"],
    ["hashes", "#"],
    ["blanks", " \t"],
    ["marks", "a\u0301"],
    ["marks alone", "\u0301\u0327"],
    ["mis-decoded", "â€™Ã©"],
    ["capitals", "Ã"],
    ["joiners", "\u200d"],
    ["Persian", "م\u200c"],
    ["words", "Bitcoin rises "],
  ])("is linear in 100,000 characters of %s", async (name, unit) => {
    const text = `${unit === "amp;" ? "&" : ""}${unit.repeat(Math.ceil(100_000 / unit.length))}`;
    const ms = await bestTimeOf(() => cleanText(text), 50, cpuMs);
    console.log(`clean-text, 100,000 characters of ${name}: ${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(50);
  });
});
