import { describe, expect, it } from "vitest";
import { readShipped, shippedLexicon } from "../../../../tests/lexical/shipped-reader";
import { createLexicalEngine } from "./create-lexical-engine";

const engine = createLexicalEngine(shippedLexicon);

describe("the lexical engine", () => {
  it("says what it is", () => {
    expect(engine).toMatchObject({
      key: "lexical",
      engine: "lexical",
      id: "barometer-lexicon",
      dtype: null,
      calibrated: true,
      revision: shippedLexicon.revision,
    });
  });

  it("reads texts in order", async () => {
    const texts = ["Token plunges 12%", "To the moon", "What is a block?"];
    const result = await engine.read({
      texts,
      category: "crypto",
      explain: true,
      useCache: true,
      signal: new AbortController().signal,
    });
    expect(result).toEqual({ ok: true, value: texts.map((text) => readShipped(text)) });
  });

  it("reads with the reader that is handed in, so that the lexicon is compiled once", async () => {
    const own = createLexicalEngine(shippedLexicon, () => readShipped("To the moon"));
    const result = await own.read({
      texts: ["Token plunges 12%"],
      category: "crypto",
      explain: true,
      useCache: true,
      signal: new AbortController().signal,
    });
    expect(result).toEqual({ ok: true, value: [readShipped("To the moon")] });
  });

  it("stops when the signal says so", async () => {
    const result = await engine.read({
      texts: ["a"],
      category: "crypto",
      explain: false,
      useCache: true,
      signal: AbortSignal.abort(),
    });
    expect(result).toMatchObject({ ok: false, error: { code: "cancelled" } });
  });
});
