import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "./fold-text";

const folded = (text: string): string => foldText(text).text;

describe("foldText", () => {
  it.each([
    ["accents", "Café", "cafe"],
    ["curly quotes", "don\u2019t \u201cpanic\u201d", 'don\'t "panic"'],
    ["entities", "S&amp;P &lt;3 don&#39;t", "s&p <3 don't"],
    ["zero-width and bidi signs", "pu\u200bm\u00adp\u202e \ufeffit\u{e0041}", "pump it"],
    ["full-width letters", "ＢＴＣ １２％", "btc 12%"],
    ["emoji with variation and skin", "❤️👍🏽", "❤👍"],
    ["sharp s and sigmas", "Straße ΣΑΣ ς", "strasse σασ σ"],
    ["Arabic-script digits", "۱۲٪", "12%"],
    ["an ampersand alone", "R&D & more", "r&d & more"],
  ])("folds %s", (_, text, plain) => {
    expect(folded(text)).toBe(plain);
  });

  it("maps every unit back to its place, accents included", () => {
    const text = "e\u0301a &amp; \u{1F680}";
    const { text: plain, starts, ends } = foldText(text);
    expect(text.slice(starts?.[0], ends?.[0])).toBe("e\u0301");
    const at = plain.indexOf("&");
    expect(text.slice(starts?.[at], ends?.[at])).toBe("&amp;");
    const rocket = plain.indexOf("\u{1F680}");
    expect(text.slice(starts?.[rocket], ends?.[rocket])).toBe("\u{1F680}");
  });

  it("folds composed and decomposed text alike", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        (text) => folded(text.normalize("NFC")) === folded(text.normalize("NFD")),
      ),
    );
  });

  it("folds every single character alike, as it is, composed and decomposed", () => {
    const differing: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
      const char = String.fromCodePoint(codePoint);
      const forms = new Set([char, char.normalize("NFC"), char.normalize("NFD")]);
      if (forms.size > 1 && new Set([...forms].map(folded)).size > 1) differing.push(codePoint.toString(16));
    }
    expect(differing).toEqual([]);
  });

  it("keeps offsets in order and inside the text, lone surrogates included", () => {
    const anything = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(anything, (text) => {
        const { text: plain, starts, ends } = foldText(text);
        for (let i = 0; i < plain.length; i++) {
          const start = starts?.[i] ?? i;
          const end = ends?.[i] ?? i + 1;
          if (start >= end || end > text.length || (i > 0 && start < (starts?.[i - 1] ?? i - 1))) return false;
        }
        return true;
      }),
    );
  });
});
