import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "./clean-text";

const esc = (...codePoints: number[]): string => String.fromCodePoint(...codePoints);
/** What must never come out: controls, overrides and isolates, zero-width and tag characters, halves of characters, private signs. */
const FORBIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\p{Cs}|\p{Co}/u;

describe("cleanText", () => {
  it.each([
    ["Bitcoin rises", "Bitcoin rises"],
    ["  Bitcoin\n\t rises\u00a0\u3000", "Bitcoin rises"],
    ["<p>Bitcoin <b>ri</b>ses</p><p>Ether falls</p>", "Bitcoin rises Ether falls"],
    ["S&amp;P 500 &amp;amp; R&D", "S&P 500 & R&D"],
    ["5 < 6 and 7 > 3, a<=b", "5 < 6 and 7 > 3, a<=b"],
    ["&lt;b&gt;bold&lt;/b&gt;", "bold"],
    ["<![CDATA[Fed &amp; <i>Powell</i>]]>", "Fed & Powell"],
    ["<script>alert(1)</script>Bitcoin<style>p{}</style> up", "Bitcoin up"],
    ["<img src=x onerror=alert(1)>up", "up"],
    ['<svg onload=alert(1)><svg><text>x</text></svg>y</svg>up<svg/>per<svg viewBox="0">', "up per"],
    ["<!-- secret -->up<!doctype html><?php x ?>", "up"],
    ["&#60;script&#62;alert(1)&#60;/script&#62;up", "up"],
    ["[ETH](javascript:alert) up ![a chart](https://x.test/y.png)", "ETH up a chart"],
    ["# Heading", "Heading"],
    ["#1 coin, $BTC_USDT and F***ing * stars * [Sponsored]", "#1 coin, $BTC_USDT and F***ing * stars * [Sponsored]"],
    [
      "**Bold** and __strong__ and `code`, 2**3**4, snake__case__name",
      "Bold and strong and code, 2**3**4, snake__case__name",
    ],
  ])("%j -> %j", (raw, plain) => {
    expect(cleanText(raw)).toBe(plain);
  });

  it("drops what reorders, hides or joins text (stimulus 20)", () => {
    const overrides = [0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x061c];
    const hidden = [
      0x0000, 0x0007, 0x001b, 0x0085, 0x009b, 0x00ad, 0x200b, 0x2060, 0xfeff, 0x180e, 0xe0041, 0xe007f, 0xe0100,
    ];
    for (const codePoint of [...overrides, ...hidden].filter((code) => code !== 0x85))
      expect(cleanText(`Bit${esc(codePoint)}coin`), codePoint.toString(16)).toBe("Bitcoin");
    expect(cleanText(`Bit${esc(0x202e)}nioc &#x202E;&#8238; x`)).toBe("Bitnioc x");
    expect(cleanText("a\ud800b\udc00c")).toBe("abc");
    expect(cleanText(`Z${"\u0301".repeat(10_000)}`).length).toBeLessThan(6);
  });

  it("keeps the joiners that a script or an emoji needs, and no other", () => {
    const persian = "می\u200cخواهم";
    const family = "👩\u200d👩\u200d👧";
    expect(cleanText(persian)).toBe(persian);
    expect(cleanText(family)).toBe(family);
    expect(cleanText("क्\u200dष")).toBe("क्\u200dष");
    expect(cleanText("Bit\u200ccoin\u200d BTC\u200c")).toBe("Bitcoin BTC");
    expect(cleanText("❤️")).toBe("❤️");
  });

  it.each([
    ["Hereâ€™s why", "Here’s why"],
    ["â€œSellâ€\u009d â€” he said", "“Sell” — he said"],
    ["TelefÃ³nica, GintarÄ— KoÅ¡ubienÄ—, BenÃ\u00adtez, PaweÅ\u0082", "Telefónica, Gintarė Košubienė, Benítez, Paweł"],
    ["Ð\u0092Ð»Ð°Ð´", "Влад"],
    ["Ã¢â‚¬â„¢", "’"],
    ["ðŸš€ to the moon", "🚀 to the moon"],
    ["50\u00c2\u00a0000 â‚¬ and 5â‚¿", "50 000 € and 5₿"],
    // Nothing is wrong with these.
    ["«ÉTÉ» À», Úžasný ŠŽ ÍŠÍ", "«ÉTÉ» À», Úžasný ŠŽ ÍŠÍ"],
    ["MAÇÃ» São Tomé, allé…», Â la carte", "MAÇÃ» São Tomé, allé…», Â la carte"],
    ["â€? lost", "â€? lost"],
  ])("mends %j to %j", (raw, plain) => {
    expect(cleanText(raw)).toBe(plain);
  });

  const wicked = fc.array(
    fc.constantFrom(
      ..."<>&;/!?-[]()*_`#\"'= \n\0abBlgtamp1xÃ©â€™Âð\u0301\u093c\u0958",
      ..."&lt; &gt; &amp; &amp;amp; &#60; &#x202e; <b> </b> <script> </script> <svg> <!-- --> <![CDATA[ ]]> **".split(
        " ",
      ),
      ...[0x202e, 0x200b, 0x200d, 0x200c, 0x1f680, 0x0645, 0xfe0f, 0xd800, 0xfeff, 0x00ad, 0xe0041].map((code) =>
        esc(code),
      ),
    ),
    { maxLength: 80 },
  );

  it("gives nothing that is hidden or in control, and cleaning again changes nothing", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          wicked.map((parts) => parts.join("")),
          fc.string({ unit: "binary" }),
        ),
        (raw) => {
          const plain = cleanText(raw);
          expect(plain).not.toMatch(FORBIDDEN);
          expect(plain).not.toMatch(/<\/?[a-z!?]|^\s|\s$|\s\s/i);
          expect(cleanText(plain)).toBe(plain);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it("takes off what is wrapped very often without ever giving markup", () => {
    const deep = `${"&amp;".repeat(1)}${"amp;".repeat(50)}lt;script&gt;x`;
    expect(cleanText(deep)).not.toMatch(/[<&]/);
    expect(cleanText(cleanText(deep))).toBe(cleanText(deep));
  });
});
