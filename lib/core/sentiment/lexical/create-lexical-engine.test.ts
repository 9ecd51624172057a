import { describe, expect, it } from "vitest";
import { createLexicalEngine } from "./create-lexical-engine";
import { readShipped, shippedLexicon } from "./shipped-reader";

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
