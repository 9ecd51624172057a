import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownSentences } from "../../../../tests/lexical/own-sentences";
import { readShipped } from "../../../../tests/lexical/shipped-reader";

const sentence = fc.constantFrom(
  ...Object.values(ownSentences)
    .flat()
    .map(([text]) => text),
);
const anything = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc
    .array(
      fc.oneof(
        sentence,
        fc.constantFrom("not", "but", "🚀", "5%", "-", "&amp;", "\u0301", "é", "?", "\ud83d", "/s", "x"),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(" ")),
);
const invisible = [
  "\u200b",
  "\u200c",
  "\u200d",
  "\u2060",
  "\ufeff",
  "\u00ad",
  "\u{e0041}",
  "\u{e007f}",
  "\ufe0f",
  "\u202e",
  "\u2066",
];
const accented = sentence.map((text) => text.replaceAll("e", "é").replaceAll("o", "ö"));

describe("any text at all", () => {
  it("gets scores that sum to 1, none above .75", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { bullish, neutral, bearish } = readShipped(text).scores;
        expect(bullish + neutral + bearish).toBeCloseTo(1, 9);
        expect(Math.max(bullish, neutral, bearish)).toBeLessThanOrEqual(0.75);
        expect(Math.min(bullish, neutral, bearish)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it("gets spans that are slices of it, in order and apart", () => {
    fc.assert(
      fc.property(anything, (text) => {
        let end = 0;
        for (const reason of readShipped(text).reasons) {
          expect(reason.text).toBe(text.slice(reason.start, reason.end));
          expect(reason.text).not.toBe("");
          expect(reason.start).toBeGreaterThanOrEqual(end);
          expect(Number.isFinite(reason.weight)).toBe(true);
          end = reason.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it("gets one verdict composed and decomposed", () => {
    fc.assert(
      fc.property(fc.oneof(anything, accented), (text) => {
        expect(readShipped(text.normalize("NFD")).scores).toEqual(readShipped(text.normalize("NFC")).scores);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a sentence", () => {
  it("leans where its spans lead, when they lead far", () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const { reasons, scores } = readShipped(text);
        const sum = reasons.reduce((total, reason) => total + reason.weight, 0);
        if (Math.abs(sum) > 1) expect(Math.sign(scores.bullish - scores.bearish)).toBe(Math.sign(sum));
      }),
    );
  });

  it("keeps its verdict with invisible characters anywhere", () => {
    const places = fc.array(fc.tuple(fc.nat(100), fc.constantFrom(...invisible)), { maxLength: 8 });
    fc.assert(
      fc.property(sentence, places, (text, marks) => {
        const letters = [...text];
        for (const [at, mark] of marks) letters.splice(at % (letters.length + 1), 0, mark);
        expect(readShipped(letters.join("")).scores).toEqual(readShipped(text).scores);
      }),
    );
  });

  it("keeps its verdict in any case, with curly quotes and with accents", () => {
    fc.assert(
      fc.property(sentence, fc.array(fc.boolean(), { minLength: 8, maxLength: 40 }), (text, upper) => {
        const { scores } = readShipped(text);
        const mixed = [...text]
          .map((letter, at) => (upper[at % upper.length] === true ? letter.toUpperCase() : letter.toLowerCase()))
          .join("");
        expect(readShipped(mixed).scores).toEqual(scores);
        expect(readShipped(text.replaceAll("'", "\u2019")).scores).toEqual(scores);
        expect(readShipped(text.replaceAll("e", "e\u0301")).scores).toEqual(scores);
      }),
    );
  });
});
