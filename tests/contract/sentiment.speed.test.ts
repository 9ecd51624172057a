import { describe, expect, it } from "vitest";
import { bestTimeOf } from "../../scripts/lib/best-time-of";
import { openMoodApi } from "./open-mood-api";

const { read, refuse } = openMoodApi();

describe("the mood API", () => {
  it("refuses a million characters at once", async () => {
    const ms = await bestTimeOf(async () => {
      expect(await refuse({ text: "x".repeat(1_000_000) })).toMatchObject({ status: 413, code: "payload_too_large" });
    }, 50);
    console.log(`a million characters are refused in ${ms.toFixed(1)} ms`);
    expect(ms).toBeLessThan(50);
  });

  // Stimulus 19.
  it.for([
    ["right to left", "بیت‌کوین امروز سقوط کرد"],
    ["zero-width joiners", "bit\u200Bcoin soa\u200Drs 👩‍🚀"],
    ["tag characters", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} up"],
    ["lone surrogates", "moon \uD83D and \uDE80 back"],
    ["10,000 combining marks", `crash${"\u0301".repeat(10_000)}`],
    ["emoji only", "🚀🚀🚀"],
    ["one character", "x"],
    ["controls", "\u0000\u0007\u001b[31mcrash"],
  ])("stays calm with %s", async ([, text]) => {
    // The library of languages is loaded by the first text that needs it, or once the port is open.
    const ms = await bestTimeOf(async () => {
      const verdict = await read({ text });
      expect(["bullish", "neutral", "bearish"]).toContain(verdict.label);
    }, 200);
    expect(ms).toBeLessThan(200);
  });
});
