import { describe, expect, test } from "vitest";
import { parseAnswer, parseQuestion } from "./protocol";

describe("messages", () => {
  test("those of the protocol are read", () => {
    for (const answer of [
      { id: 1, say: "progress", received: 1, total: 2 },
      { id: 2, say: "loaded", value: { config: "{}", golden: "[]", kept: true, scripts: ["/a.js"] } },
      { id: 3, say: "classified", value: { labels: ["a"], logits: [[1]] } },
      { id: 4, say: "failed", code: "bad_files", detail: "no" },
    ])
      expect(parseAnswer(answer)).toEqual(answer);
    const model = { store: "k", name: "n", files: [] };
    expect(parseQuestion({ id: 1, ask: "load", model, onlyKept: false })).toEqual({
      id: 1,
      ask: "load",
      model,
      onlyKept: false,
    });
    // Who does not say that it may be fetched has not asked.
    expect(parseQuestion({ id: 1, ask: "load", model })).toMatchObject({ onlyKept: true });
    expect(parseQuestion({ id: 1, ask: "classify", texts: ["a"] })).toEqual({ id: 1, ask: "classify", texts: ["a"] });
  });

  test("all others are ignored", () => {
    for (const other of [
      null,
      "text",
      7,
      [],
      {},
      { id: "1", say: "progress", received: 1, total: 2 },
      { id: 1, say: "shout" },
      { id: 1, say: "progress", received: "1", total: 2 },
      { id: 1, say: "failed", code: "no such code", detail: "" },
      { id: 1, say: "classified", value: { labels: [1], logits: [] } },
      { id: 1, say: "loaded", value: null },
    ])
      expect(parseAnswer(other)).toBeNull();
    for (const other of [null, { id: 1 }, { id: 1, ask: "classify", texts: [1] }, { id: 1, ask: "load", model: {} }])
      expect(parseQuestion(other)).toBeNull();
  });
});
