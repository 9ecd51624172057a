import fc from "fast-check";
import { expect, it } from "vitest";
import { shippedLexicon } from "../../../../tests/lexical/shipped-reader";
import { compileLexicon } from "./compile-lexicon";
import { findMoves } from "./find-moves";
import { matchPhrases } from "./match-phrases";
import { scanTokens } from "./scan-tokens";

const compiled = compileLexicon(shippedLexicon);
const find = (text: string) => {
  const tokens = scanTokens(text, compiled.idOf);
  return findMoves(tokens, 0, tokens.size, matchPhrases(tokens, 0, tokens.size, compiled), compiled);
};

const parts =
  "up down rises bull bank run buy the dip all time high not safe above hits month 5% +9% -12% 10x $60,000 3 1,500 , . coin".split(
    " ",
  );

it("finds matches in order that never overlap", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 14 }), (words) => {
      let end = -1;
      for (const match of find(words.join(" "))) {
        expect(match.first).toBeGreaterThan(end);
        expect(match.last).toBeGreaterThanOrEqual(match.first);
        end = match.last;
      }
    }),
    { numRuns: 2_000 },
  );
});

it.each(["bull +9% run up", "up 10x 5%", "Bank -12% run: the lender is not safe"])("so in %j", (text) => {
  const found = find(text);
  found.slice(1).forEach((match, index) => {
    expect(match.first).toBeGreaterThan(found[index]?.last ?? -1);
  });
});
