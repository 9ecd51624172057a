import { describe, expect, it } from "vitest";
import { guessLanguage } from "../../lib/adapters/language/guess-language";
import { createTextLook } from "../../lib/core/language/create-text-look";
import { compileLexicon } from "../../lib/core/sentiment/lexical/compile-lexicon";
import { bestTimeOf } from "../../scripts/lib/best-time-of";
import { shippedLexicon } from "../lexical/shipped-reader";
import { englishTexts, foreignTexts } from "./own-texts";

const look = createTextLook(compileLexicon(shippedLexicon), guessLanguage);

describe("a look at the language of a text", () => {
  it("takes less than 0.3 ms of a headline", async () => {
    const headlines = [...englishTexts, ...Object.values(foreignTexts).flat()];
    const all = await bestTimeOf(async () => {
      for (const text of headlines) await look(text);
    }, 0.3 * headlines.length);
    console.info(`a look at a headline: ${(all / headlines.length).toFixed(3)} ms`);
    expect(all / headlines.length).toBeLessThan(0.3);
  });

  it.each(["a", "é", "@", "a@", "http", "https://", "$a", "0a", "ا", "字", "🚀", "́", "a.a@", "- ", "\u200b"])(
    "takes less than 15 ms of 20,000 characters of %j",
    async (piece) => {
      const text = piece.repeat(Math.ceil(20_000 / piece.length));
      const ms = await bestTimeOf(() => look(text), 15);
      if (ms > 2) console.info(`${JSON.stringify(piece)}: ${ms.toFixed(2)} ms`);
      expect(ms).toBeLessThan(15);
    },
  );
});
