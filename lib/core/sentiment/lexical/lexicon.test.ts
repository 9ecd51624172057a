import { readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coinNames } from "./coin-names";
import { contexts, cues, moves, parseLexicon } from "./lexicon";
import json from "./lexicon.json" with { type: "json" };

const path = new URL("./lexicon.json", import.meta.url);
const lexicon = parseLexicon(json);

describe("the shipped lexicon", () => {
  it("stays under 300 kB and says how its entries are chosen", () => {
    expect(statSync(path).size).toBeLessThan(300_000);
    expect(json.about.join(" ")).toContain("Names of coins");
  });

  it("holds one entry a line, sorted, each once", () => {
    const phrases = lexicon.entries.map((entry) => entry.phrase);
    expect(phrases).toEqual([...new Set(phrases)].sort((a, b) => (a < b ? -1 : 1)));
    expect(readFileSync(path, "utf8").split("\n").length).toBeGreaterThan(phrases.length);
  });

  it("names no coin: every coin is read as the word coin", () => {
    expect(lexicon.entries.filter((entry) => entry.phrase.split(" ").some((word) => coinNames.has(word)))).toEqual([]);
  });

  it("turns with negation and relief, and never goes above its cap", () => {
    for (const context of [
      "negated_good",
      "negated_bad",
      "relieved_good",
      "relieved_bad",
      "opponent",
      "of_burden",
    ] as const)
      expect(lexicon.factors[context]).toBeLessThan(0);
    expect(lexicon.thresholds).toEqual({
      abstain_below: 0.4,
      fairly_sure_from: 0.6,
      sure_from: 0.8,
      confidence_cap: 0.75,
    });
  });

  it("has ups that lift and downs that press", () => {
    for (const move of moves) expect(Math.sign(lexicon.moves[move].tilt)).toBe(move.startsWith("up") ? 1 : -1);
  });
});

describe("parseLexicon", () => {
  const whole = { ...json, entries: ["1 0 good"] };
  it("takes a whole one", () => {
    expect(parseLexicon(whole).entries).toEqual([{ phrase: "good", tilt: 1, plain: 0 }]);
    expect(Object.keys(parseLexicon(whole).factors)).toEqual([...contexts]);
    expect(Object.keys(parseLexicon(whole).cues)).toEqual([...cues]);
  });

  it.each([
    ["null", null],
    ["a list", []],
    ["no entries", { ...whole, entries: undefined }],
    ["a bad entry", { ...whole, entries: ["good"] }],
    ["an entry without numbers", { ...whole, entries: ["x y good"] }],
    ["a missing factor", { ...whole, factors: {} }],
    ["a bad move", { ...whole, moves: { up_multiple: [1] } }],
    ["no temperature", { ...whole, temperature: "warm" }],
  ])("refuses %s", (_, value) => {
    expect(() => parseLexicon(value)).toThrow(TypeError);
  });
});
