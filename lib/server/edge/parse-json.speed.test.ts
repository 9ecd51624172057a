import { describe, expect, it } from "vitest";
import { bestTimeOf } from "../../../scripts/lib/best-time-of";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { parseJson } from "./parse-json";

const parse = (text: string) => parseJson(new TextEncoder().encode(text));

describe("parseJson", () => {
  it("refuses 100,000 levels without recursion, quickly", async () => {
    const ms = await bestTimeOf(() => {
      for (const open of ["[", '{"a":']) {
        const parsed = parse(open.repeat(100_000));
        expect(!parsed.ok && parsed.error.detail).toContain("deeper than 32");
      }
    }, 50);
    console.log(`twice 100,000 levels are refused in ${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(50);
  });

  it.each([
    ["escaped quotes", `["${'\\"'.repeat(500_000)}"]`],
    ["escaped backslashes", `["${"\\\\".repeat(500_000)}"]`],
    ["one long value", `{${'"a":1,'.repeat(3)}"b":"${"x".repeat(1e6)}"}`],
  ])("looks through hostile strings in linear time: %s", async (name, text) => {
    const ms = await bestTimeOf(() => parse(text), 250, cpuMs);
    console.log(`${text.length} characters, ${name}: ${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(250);
  });
});
