import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leaveOut, listSpans, weighSpans } from "./occlude";

const words = (text: string): string[] => listSpans(text).map(({ start, end }) => text.slice(start, end));

describe("listSpans", () => {
  it.each([
    ["Hack fears ease.", ["Hack", "fears", "ease"]],
    ["“Shorts” got rekt!!! (again)", ["Shorts", "got", "rekt", "again"]],
    ["$ETH -7.5% today, #bitcoin @user", ["$ETH", "-7.5%", "today", "#bitcoin", "@user"]],
    ["don’t sell, it's fine…", ["don’t", "sell", "it's", "fine"]],
    ["🚀🚀 to 1,200.50", ["🚀🚀", "to", "1,200.50"]],
    ["... !!! — ", []],
    ["", []],
  ])("%s", (text, found) => expect(words(text)).toEqual(found));

  it("takes neighbours together in a long text", () => {
    const text = Array.from({ length: 200 }, (_, index) => `w${index}`).join(" ");
    const spans = listSpans(text);
    expect(spans.length).toBeLessThanOrEqual(63);
    expect(words(text).join(" ")).toBe(text);
  });

  it("never overlaps, never leaves the text, takes linear time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        let before = 0;
        for (const { start, end } of listSpans(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
    );
    for (const nasty of ['"', ".", "a.", '".a', "(("].map((unit) => unit.repeat(10_000))) {
      const started = performance.now();
      listSpans(nasty);
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});

describe("weighSpans", () => {
  const text = "good bad meh";
  const spans = listSpans(text);
  const even = { bullish: 0.3, neutral: 0.4, bearish: 0.3 };

  it("gives what leaving a word out took from the log-odds of bullish against bearish", () => {
    const reasons = weighSpans(text, spans, even, [
      { bullish: 0.1, neutral: 0.4, bearish: 0.5 },
      { bullish: 0.5, neutral: 0.4, bearish: 0.1 },
      even,
    ]);
    expect(reasons).toEqual([
      { start: 0, end: 4, text: "good", weight: expect.closeTo(Math.log(5)) },
      { start: 5, end: 8, text: "bad", weight: expect.closeTo(-Math.log(5)) },
    ]);
  });

  it("stays finite with a class of no share", () => {
    const [reason] = weighSpans(text, spans.slice(0, 1), { bullish: 1, neutral: 0, bearish: 0 }, [even]);
    expect(Number.isFinite(reason?.weight)).toBe(true);
  });

  it("leaves a span out and nothing else", () => {
    expect(leaveOut("a b c", { start: 2, end: 3 })).toBe("a  c");
  });
});
