import { describe, expect, test } from "vitest";
import { decideLabel } from "@/lib/core/sentiment/decide-label";
import { parseLexicon } from "@/lib/core/sentiment/lexical/lexicon";
import lexicon from "@/lib/core/sentiment/lexical/lexicon.json";
import { createLexicalReader } from "@/lib/core/sentiment/lexical/read-lexical";
import { examples } from "./examples";

const read = createLexicalReader(parseLexicon(lexicon));

describe("the examples", () => {
  test.each(examples)("$text: reads as its sign says", ({ text, sign }) => {
    expect(decideLabel(read(text).scores)).toBe(sign);
  });

  test("show every label", () => {
    expect(new Set(examples.map(({ sign }) => sign)).size).toBe(3);
  });
});
